package inspection

// HashOf lets tests compare forms as the room does.
var HashOf = hashOf
