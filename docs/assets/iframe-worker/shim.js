// Lets the search work in pages that are opened from a disk. Browsers refuse to start a worker there, so its script runs in a hidden frame.
if (location.protocol === "file:") {
  const wrap = (data) => new MessageEvent("message", { data: structuredClone(data) });
  window.Worker = class {
    constructor(address) {
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      document.body.append(this.frame);
      const inside = this.frame.contentWindow;
      inside.postMessage = (data) => setTimeout(() => this.onmessage?.(wrap(data)));
      this.loaded = new Promise((resolve) => {
        const script = inside.document.createElement("script");
        script.src = address;
        script.onload = resolve;
        script.onerror = () => this.onerror?.(new ErrorEvent("error", { message: `${address} cannot be read` }));
        inside.document.body.append(script);
      });
    }

    postMessage(data) {
      this.loaded.then(() => this.frame.contentWindow?.onmessage?.(wrap(data)));
    }

    terminate() {
      this.frame.remove();
    }
  };
}
