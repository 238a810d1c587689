// What a browser can add to the form of a report. Nothing here is needed: without it the form works.
(function () {
  'use strict'
  var english = document.documentElement.lang === 'en'
  function say(zh, en) { return english ? en : zh }

  // 位置: only when asked for, and shown before it is sent.
  var here = document.getElementById('here')
  if (here && navigator.geolocation) {
    var told = document.getElementById('here-told')
    here.hidden = false
    here.addEventListener('click', function () {
      told.textContent = say('正在定位…', 'Looking for the position…')
      function none() { told.textContent = say('没有取到位置，请用文字说明在哪里。', 'No position could be found; say in words where it is.') }
      navigator.geolocation.getCurrentPosition(function (at) {
        if (Math.abs(at.coords.latitude) < 0.1 && Math.abs(at.coords.longitude) < 0.1) return none() // 0°N 0°E: said by devices that have found no place
        document.getElementById('lon').value = at.coords.longitude.toFixed(6)
        document.getElementById('lat').value = at.coords.latitude.toFixed(6)
        document.getElementById('accuracy').value = Math.round(at.coords.accuracy)
        told.textContent = say('已附上您现在的位置，误差约 ' + Math.round(at.coords.accuracy) + ' 米。', 'Your present position is attached, to about ' + Math.round(at.coords.accuracy) + ' metres.')
      }, none, { enableHighAccuracy: true, timeout: 20000, maximumAge: 0 })
    })
  }

  // 照片: drawn smaller before they are sent, which also leaves behind what the camera wrote into them.
  var most = 2048
  function smaller(file) {
    if (!/^image\/(jpeg|png|webp)$/.test(file.type) || !window.createImageBitmap) return Promise.resolve(file)
    return createImageBitmap(file, { imageOrientation: 'from-image' }).then(function (img) {
      var share = Math.min(1, most / Math.max(img.width, img.height))
      var canvas = document.createElement('canvas')
      canvas.width = Math.round(img.width * share)
      canvas.height = Math.round(img.height * share)
      canvas.getContext('2d').drawImage(img, 0, 0, canvas.width, canvas.height)
      return new Promise(function (done) {
        canvas.toBlob(function (b) { done(b ? new File([b], 'photo.jpg', { type: 'image/jpeg' }) : file) }, 'image/jpeg', 0.85)
      })
    }).catch(function () { return file })
  }
  Array.prototype.forEach.call(document.querySelectorAll('input[type=file]'), function (input) {
    input.addEventListener('change', function () {
      if (!window.DataTransfer || !input.files.length) return
      Promise.all(Array.prototype.map.call(input.files, smaller)).then(function (files) {
        try {
          var all = new DataTransfer()
          files.forEach(function (f) { all.items.add(f) })
          input.files = all.files
        } catch (old) { /* the originals go instead; the server draws them anew */ }
      })
    })
  })

  // 查询码: copied by a press, printed by another.
  var copy = document.getElementById('copy')
  if (copy && navigator.clipboard) {
    copy.hidden = false
    copy.addEventListener('click', function () {
      navigator.clipboard.writeText(document.getElementById('code').textContent).then(function () {
        copy.textContent = say('已复制', 'Copied')
      })
    })
  }
  var print = document.getElementById('print')
  if (print) {
    print.hidden = false
    print.addEventListener('click', function () { window.print() })
  }
})()
