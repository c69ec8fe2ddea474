// Changes the document in its frame where it differs, in place of loading it again with its fonts and pictures: what is the same stays, and so does its place.
// The new text is read as a document of its own, in which nothing runs and nothing is loaded. Its nodes move over: no text becomes HTML here.

/** The digest of the styles of a document, as the server computes it. */
export async function digestStyles(inner) {
  const styles = [...inner.head.querySelectorAll("style")].map((style) => style.textContent).join("");
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(styles));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A document without its styles, whose digest it names; null where it cannot be read. */
export const readBody = (address) => new Promise((resolve) => {
  const request = new XMLHttpRequest();
  request.responseType = "document";
  request.onload = () => resolve(request.status === 200 ? request.responseXML : null);
  request.onerror = () => resolve(null);
  request.open("GET", address);
  request.send();
});

/** Changes one document into another; false where they differ in more than what their bodies hold: such a one has to be loaded. */
export function patchDocument(inner, next, styles) {
  const isSame = next.querySelector("meta[name=styles]")?.content === styles
    && hasSameShell(inner.documentElement, next.documentElement) && hasSameShell(inner.body, next.body);
  if (isSame) patch(inner.body, next.body);
  return isSame;
}

const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;

/** Whether two nodes are elements that differ in their children at most. */
const hasSameShell = (old, next) => isElement(old) && isElement(next) && old.localName === next.localName
  && old.attributes.length === next.attributes.length
  && [...next.attributes].every(({ name, value }) => old.getAttribute(name) === value);

const nameNode = (node) => (isElement(node) && node.id) || null;

/** Gives a node the children of another. Its own stay where they are the same; of the others, those that have the same id or place are changed inside. */
function patch(old, next) {
  const before = [...old.childNodes], after = [...next.childNodes];
  while (before.length && after.length && before[0].isEqualNode(after[0])) { before.shift(); after.shift(); }
  let end = null;
  while (before.length && after.length && before.at(-1).isEqualNode(after.at(-1))) { end = before.pop(); after.pop(); }
  const named = new Map(before.filter(nameNode).map((node) => [nameNode(node), node]));
  const hasPlaces = before.length === after.length;
  const nodes = after.map((node, index) => {
    const match = nameNode(node) ? named.get(nameNode(node)) : hasPlaces && !nameNode(before[index]) && before[index];
    if (!match || !hasSameShell(match, node)) return node;
    patch(match, node);
    return match;
  });
  const kept = new Set(nodes);
  for (const node of before) if (!kept.has(node)) node.remove();
  let place = end;
  for (const node of nodes.reverse()) {
    if (node.parentNode !== old || node.nextSibling !== place) old.insertBefore(node, place);
    place = node;
  }
}
