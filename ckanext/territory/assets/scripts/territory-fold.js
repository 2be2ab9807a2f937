/* territory-fold: on a details element that is open for everybody. Closes it when the
 * page loads on a narrow window, where it would push the form down. No option.
 */
ckan.module("territory-fold", function () {
  "use strict";

  return {
    initialize: function () {
      if (window.matchMedia("(max-width: 991px)").matches) {
        this.el[0].open = false;
      }
    },
    teardown: function () {},
  };
});
