/* territory-summary: on the summary of a form's errors. Takes the focus when the page
 * loads, so that a screen reader starts there. No option.
 */
ckan.module("territory-summary", function () {
  "use strict";

  return {
    initialize: function () {
      this.el[0].focus();
    },
    teardown: function () {},
  };
});
