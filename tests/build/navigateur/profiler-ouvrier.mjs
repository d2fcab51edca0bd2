import * as moteur from "./pyodide/demarrer.mjs";
import { lecture, travailler } from "./lecture.mjs";
import { profiler } from "./profiler.mjs";

travailler((entree) => profiler(moteur, lecture(moteur.base), entree));
