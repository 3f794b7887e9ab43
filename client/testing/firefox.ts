import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const systemPaths = [
  "/usr/bin/firefox",
  "/usr/bin/firefox-esr",
  "/snap/bin/firefox",
  "/Applications/Firefox.app/Contents/MacOS/firefox",
];

/** Preferences that keep a first start from opening other pages or contacting other hosts. */
const preferences = {
  "app.normandy.enabled": false,
  "app.update.enabled": false,
  "browser.aboutwelcome.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.homepage_override.mstone": "ignore",
  "datareporting.policy.dataSubmissionEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "services.settings.server": "http://127.0.0.1:1",
  "toolkit.telemetry.enabled": false,
};

/** FIREFOX_PATH, else an installed Firefox, if there is one. */
export function firefoxPath(): string | undefined {
  return process.env.FIREFOX_PATH ?? systemPaths.find(existsSync);
}

/** Opens an address in a headless Firefox with a new profile. */
export function openInFirefox(path: string, url: string): { exited: Promise<unknown>; end: () => Promise<void> } {
  const profile = mkdtempSync(join(tmpdir(), "bandit-lab-firefox-"));
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`);
  writeFileSync(join(profile, "user.js"), lines.join(""));
  const firefox = spawn(path, ["--headless", "--no-remote", "--profile", profile, url], {
    stdio: "ignore",
    env: { ...process.env, HOME: profile, MOZ_CRASHREPORTER_DISABLE: "1" },
  });
  const exited = once(firefox, "exit");
  const end = async () => {
    firefox.kill("SIGTERM");
    await exited.catch(() => {});
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { exited, end };
}
