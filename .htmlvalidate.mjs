// Toutes les règles conseillées, moins celles que le thème enfreint sans que personne n'en souffre.
// L'accessibilité se juge dans le navigateur, avec axe (tests/site).
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    "no-trailing-whitespace": "off", // gabarits du thème
    "void-style": "off", // Markdown écrit <img />, valide aussi
    "doctype-style": "off", // <!doctype html> en minuscules est du HTML valide
    "valid-id": ["error", { relaxed: true }], // le thème nomme ses cases __drawer, __search
    "valid-autocomplete": "off", // le thème met autocomplete="off" sur ces mêmes cases
    "wcag/h32": "off", // la recherche répond à la frappe : pas de bouton d'envoi
    "unique-landmark": "off", // menus emboîtés du thème ; axe juge ce qui en est perçu
    "long-title": "off", // un titre de page est une question entière
    "form-dup-name": ["error", { shared: ["radio", "checkbox", "button", "submit", "reset"] }],
  },
};
