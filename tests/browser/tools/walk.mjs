// Walks through a site with the keyboard alone, as a learner may: node walk.mjs BROWSER PROGRAM ADDRESS.
// Prints, as JSON, what was reached, and whatever a page said that it should not.
import puppeteer from "puppeteer-core";

const [browserName, executablePath, address] = process.argv.slice(2);
const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await puppeteer.launch({
  browser: browserName,
  executablePath,
  headless: true,
  args: browserName === "chrome" ? QUIET : [],
  // Firefox asks its makers for settings and captive portals unless it is told not to.
  extraPrefsFirefox: { "network.captive-portal-service.enabled": false, "network.connectivity-service.enabled": false },
});
const page = await browser.newPage();
await page.setViewport({ width: 1280, height: 800 });
const said = [];
page.on("console", (message) => ["error", "warn"].includes(message.type()) && said.push(message.text()));
page.on("pageerror", (error) => said.push(String(error)));
page.on("request", (request) => {
  if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(address)) said.push(`request to ${request.url()}`);
});

const until = async (what, look, ...args) => {
  for (let n = 0; n < 300; n++) {
    const found = await page.evaluate(look, ...args).catch(() => null); // a page that is just being left
    if (found) return found;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`${what}: not reached; the focus is on ${await focused()}`);
};
const focused = () =>
  page.evaluate(() => {
    const one = document.activeElement;
    const label = one.labels?.[0]?.textContent ?? one.getAttribute("aria-label") ?? one.textContent;
    return label.replace(/\s+/g, " ").trim();
  });
const tabTo = async (name) => {
  for (let n = 0; n < 200; n++) {
    if ((await focused()).startsWith(name)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`no Tab leads to ${name}`);
};
const heading = (text) => until(text, (wanted) => document.readyState === "complete" && document.querySelector("h1")?.textContent.trim() === wanted, text);

const reached = [];
try {
  await page.goto(`${address}index.html`);
  await tabTo("첫 과정");
  await page.keyboard.press("Enter");
  await heading("첫 과정");
  reached.push("track");
  await tabTo("첫 수업 시작하기");
  await page.keyboard.press("Enter");
  await heading("첫 수업");
  reached.push("lesson");
  await tabTo("지어낸 답");
  await page.keyboard.press("ArrowDown");
  await tabTo("확인하기");
  await page.keyboard.press("Enter");
  await until("verdict", () => document.querySelector("[data-exercise='one'] .sd-result").textContent.includes("맞습니다."));
  reached.push("exercise");
  await page.keyboard.press("/");
  await until("search", () => document.activeElement.matches("dialog input"));
  await page.keyboard.type("환각은 무엇인가요?");
  await until("answer", () => document.querySelector(".sd-search__found a") !== null);
  reached.push("search");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await until("place", () => location.hash !== "" && !document.querySelector("dialog[open]"));
  reached.push("answer");
} catch (error) {
  said.push(error.message);
}
console.log(JSON.stringify({ reached, said }));
await browser.close();
