// Tells the interview that waits in another window that one is signed in again, and closes this one.
new BroadcastChannel("dryrun").postMessage("signed-in");
if (window.opener || window.name === "dryrun-sign-in") window.close();
