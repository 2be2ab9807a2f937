/* territory-map: draws a GeoJSON file of this site on a map, with Leaflet. What the map
 * shows stands in the table beside it, which is the content without scripts.
 *
 * url          GeoJSON (WGS84). Read of a feature's properties: label (or nom, name,
 *              libelle, titre, title), text (a sentence; without it the properties are
 *              listed), shape (circle, triangle, square), url (a page of this site)
 * vendor       folder of Leaflet
 * contours     GeoJSON drawn below, as ground (optional)
 * tiles        address template of a base map (optional: the administrator's choice)
 * attribution  whom the base map belongs to
 */
ckan.module("territory-map", function () {
  "use strict";

  var NAMES = ["label", "nom", "name", "libelle", "titre", "title"];
  var SHAPES = {
    circle: '<circle cx="12" cy="12" r="8"/>',
    triangle: '<path d="M12 3 21.500 20h-19z"/>',
    square: '<path d="M5 5h14v14H5z"/>'
  };
  var LABELLED = 12;     // up to so many points, names stay written on the map
  var REACHABLE = 60;    // up to so many features, each is a stop of the keyboard
  var WIDE = 480;        // pixels from which names fit beside their points
  var LISTED = 12;       // properties shown of a feature without a sentence
  var library = null;

  function load(folder) {
    library = library || new Promise(function (resolve, reject) {
      var style = document.createElement("link");
      var script = document.createElement("script");
      style.rel = "stylesheet";
      style.href = folder + "leaflet.css";
      script.src = folder + "leaflet.js";
      script.onload = function () { resolve(window.L); };
      script.onerror = reject;
      document.head.append(style, script);
    });
    return library;
  }

  function read(address) {
    return fetch(address, { credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok) { throw new Error(String(answer.status)); }
      return answer.json();
    });
  }

  function nameOf(properties) {
    var known = Object.keys(properties);
    var key = NAMES.map(function (name) {
      return known.find(function (each) { return each.toLowerCase() === name; });
    }).find(Boolean);
    return key ? String(properties[key]) : "";
  }

  function line(tag, text) {
    var made = document.createElement(tag);
    made.textContent = text;
    return made;
  }

  function list(properties) {
    var pairs = document.createElement("dl");
    Object.keys(properties).slice(0, LISTED).forEach(function (key) {
      if (properties[key] !== null && properties[key] !== "") {
        pairs.append(line("dt", key), line("dd", String(properties[key])));
      }
    });
    return pairs;
  }

  function bubble(properties, name) {
    var box = document.createElement("div");
    if (name) { box.append(line("strong", name)); }
    box.append(properties.text ? line("p", properties.text) : list(properties));
    if (/^\/(?!\/)/.test(properties.url || "")) {
      var link = line("a", properties.url_label || name || properties.url);
      link.href = properties.url;
      box.append(link);
    }
    return box;
  }

  return {
    options: { url: null, vendor: "/territory/vendor/leaflet/", contours: null, tiles: null, attribution: "" },

    initialize: function () {
      var self = this;
      this.place = this.el[0];
      this.place.setAttribute("aria-busy", "true");
      // Nothing is fetched for a map that is never scrolled to.
      this.watch = new IntersectionObserver(function (entries) {
        if (entries.some(function (entry) { return entry.isIntersecting; })) {
          self.watch.disconnect();
          self.start();
        }
      }, { rootMargin: "400px" });
      this.watch.observe(this.place);
    },

    start: function () {
      var self = this;
      var ground = this.options.contours
        ? read(this.options.contours).catch(function () { return null; })
        : null;
      return Promise.all([load(this.options.vendor), read(this.options.url), ground])
        .then(function (found) { self.draw(found[0], found[1], found[2]); })
        .catch(function () { self.giveUp(); })
        .then(function () { self.place.removeAttribute("aria-busy"); });
    },

    giveUp: function () {
      this.place.classList.add("t-map-failed");
      this.place.replaceChildren(line("p", this._("The map cannot be drawn. The table says the same.")));
    },

    draw: function (L, data, ground) {
      var self = this;
      var still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      var touch = window.matchMedia("(pointer: coarse)").matches;
      this.count = (data.features || [data]).length;
      this.map = L.map(this.place, {
        attributionControl: false, zoomControl: false, scrollWheelZoom: false,
        // One finger scrolls the page; two move the map.
        dragging: !touch,
        zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still,
        inertia: !still, zoomSnap: 0.5
      });
      L.control.zoom({ zoomInTitle: this._("Zoom in"), zoomOutTitle: this._("Zoom out") }).addTo(this.map);
      L.control.scale({ imperial: false }).addTo(this.map);
      this.place.addEventListener("click", function () { self.map.scrollWheelZoom.enable(); });
      this.place.addEventListener("mouseleave", function () { self.map.scrollWheelZoom.disable(); });
      this.addGround(L, ground);
      this.layer = L.geoJSON(data, {
        pointToLayer: function (feature, at) { return self.point(L, feature, at); },
        style: { className: "t-map-area", weight: 2 },
        onEachFeature: function (feature, layer) { self.dress(feature, layer); }
      }).addTo(this.map);
      this.layer.eachLayer(function (layer) { self.name(layer); });
      this.fit(L);
      this.map.on("popupopen", function (event) {
        var button = event.popup.getElement().querySelector(".leaflet-popup-close-button");
        if (button) { button.setAttribute("aria-label", self._("Close")); }
      });
    },

    addGround: function (L, ground) {
      if (this.options.tiles) {
        L.tileLayer(this.options.tiles, { maxZoom: 19 }).addTo(this.map);
        L.control.attribution({ prefix: false }).addAttribution(
          line("span", this.options.attribution).innerHTML
        ).addTo(this.map);
      }
      if (ground) {
        L.geoJSON(ground, { interactive: false, style: { className: "t-map-ground", weight: 1.5 } }).addTo(this.map);
      }
    },

    point: function (L, feature, at) {
      var properties = feature.properties || {};
      var shape = SHAPES[properties.shape] ? properties.shape : "circle";
      if (this.count > REACHABLE) {
        return L.circleMarker(at, { radius: 5, weight: 1.5, className: "t-map-area" });
      }
      return L.marker(at, {
        title: nameOf(properties),
        icon: L.divIcon({
          className: "t-map-mark t-map-" + shape,
          html: '<svg viewBox="0 0 24 24" aria-hidden="true">' + SHAPES[shape] + "</svg>",
          iconSize: [26, 26], iconAnchor: [13, 13], popupAnchor: [0, -10]
        })
      });
    },

    dress: function (feature, layer) {
      var properties = feature.properties || {};
      var name = nameOf(properties);
      layer.bindPopup(bubble(properties, name), { maxWidth: 280 });
      if (layer.getLatLng && name && this.count <= LABELLED) {
        // On a phone names would be cut at the edge: they show on pointing.
        layer.bindTooltip(line("span", name), { permanent: this.place.clientWidth >= WIDE, direction: "auto", offset: [12, 0], className: "t-map-name" });
      }
    },

    /* Give each feature a name and a stop of the keyboard, once it is drawn. */
    name: function (layer) {
      var element = layer.getElement && layer.getElement();
      if (!element || this.count > REACHABLE) { return; }
      var properties = layer.feature.properties || {};
      var said = [nameOf(properties), properties.text].filter(Boolean).join(". ");
      element.setAttribute("tabindex", "0");
      element.setAttribute("role", "button");
      element.setAttribute("aria-label", said || this._("Place"));
      element.removeAttribute("title");
    },

    fit: function (L) {
      var bounds = this.layer.getBounds();
      if (!bounds.isValid()) { return this.giveUp(); }
      this.map.fitBounds(bounds, { padding: [32, 32], maxZoom: 15, animate: false });
    },

    teardown: function () {
      this.watch.disconnect();
      if (this.map) { this.map.remove(); }
    }
  };
});
