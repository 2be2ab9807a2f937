/* territory-proof: on a form that anybody fills. Before it is sent, the browser looks for
 * the number that makes the SHA-256 of challenge, mail, text and number begin with 16
 * zero bits. Without Web Crypto (no HTTPS) the form is sent as it is, and the portal
 * asks for a confirmation by mail. Option: working, what is said meanwhile.
 */
ckan.module("territory-proof", function () {
  "use strict";

  const BATCH = 256;

  function content(form) {
    const text = form.elements.body.value.replace(/\r\n?/g, "\n");
    return [form.elements.challenge.value, form.elements.email.value, text].join("\n");
  }

  async function proof(start) {
    const encoder = new TextEncoder();
    for (let first = 0; ; first += BATCH) {
      const numbers = Array.from({ length: BATCH }, (_, at) => String(first + at));
      const digests = await Promise.all(
        numbers.map((one) => crypto.subtle.digest("SHA-256", encoder.encode(start + "\n" + one)))
      );
      const found = digests.findIndex((one) => new DataView(one).getUint16(0) === 0);
      if (found >= 0) {
        return numbers[found];
      }
    }
  }

  return {
    options: { working: "" },
    initialize: function () {
      const form = this.el[0];
      if (!window.crypto || !window.crypto.subtle) {
        return;
      }
      this.send = async (event) => {
        event.preventDefault();
        if (this.busy) {
          return;
        }
        this.busy = true;
        form.querySelector("[data-working]").textContent = this.options.working;
        form.elements.nonce.value = await proof(content(form));
        form.submit();
      };
      form.addEventListener("submit", this.send);
    },
    teardown: function () {
      this.el[0].removeEventListener("submit", this.send);
    },
  };
});
