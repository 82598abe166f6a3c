// Stands in for the carousel library that adaptivecards asks for: cards in Teams have no carousel.
export default class Swiper {}
export const A11y = {};
export const Autoplay = {};
export const History = {};
export const Keyboard = {};
export const Navigation = {};
export const Pagination = {};
export const Scrollbar = {};
