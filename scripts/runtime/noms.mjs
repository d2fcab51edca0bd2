// Le seul nom de Python que la page connaît. Pris sans une ligne de Python : rien à compiler.
export const repondreDe = (python) => python.pyimport("calculators.page").repondre;
