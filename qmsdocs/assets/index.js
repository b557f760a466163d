(function () {
  "use strict";
  var fold = function (text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
  };
  var input = document.getElementById("o-tim");
  var filter = document.getElementById("o-loc");
  var status = document.getElementById("so-ket-qua");
  var nothing = document.getElementById("khong-thay");
  var rows = Array.prototype.map.call(document.querySelectorAll("tr[data-tim]"), function (row) {
    return { row: row, text: row.getAttribute("data-tim"), relation: "=" + row.getAttribute("data-quan-he"), group: row.closest("section").id };
  });
  var sections = document.querySelectorAll("#danh-muc > section");
  function search() {
    var words = fold(input.value).split(/\s+/).filter(Boolean);
    var found = 0;
    rows.forEach(function (item) {
      var chosen = !filter.value || filter.value === item.group || filter.value === item.relation;
      var fits = chosen && words.every(function (word) { return item.text.indexOf(word) !== -1; });
      item.row.hidden = !fits;
      if (fits) { found += 1; }
    });
    Array.prototype.forEach.call(sections, function (section) {
      section.hidden = !section.querySelector("tr[data-tim]:not([hidden])");
    });
    nothing.hidden = found !== 0;
    status.textContent = words.length || filter.value ? found + " tài liệu" : "";
  }
  input.addEventListener("input", search);
  filter.addEventListener("change", search);
  document.getElementById("tim").hidden = false;
  document.getElementById("tim").addEventListener("submit", function (event) { event.preventDefault(); });
  if (/\.zip[\\/]|[\\/](Temp\d*_|7zO|Rar\$)/i.test(decodeURIComponent(location.pathname))) {
    document.getElementById("canh-bao").hidden = false;
  }
}());
