// The person has already pressed the button; the way back needs no second one. Without script the button is there.
document.querySelector("form[data-submit-at-once]")?.submit();
