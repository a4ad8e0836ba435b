/* Before the page is drawn: lets the style sheet tell a browser that runs scripts from one that does not. */
document.documentElement.classList.add("has-js");
