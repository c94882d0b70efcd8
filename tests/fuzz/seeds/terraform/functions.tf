locals {
  a = flatten([[1], [2, [3]]])
  b = merge({ x = 1 }, { y = 2 })
  c = join(",", sort(distinct(concat(["b"], ["a"]))))
  d = setproduct(["a", "b"], [1, 2])
  e = range(1, 10, 2)
  f = regexall("[a-z]+", "ab1cd")
  g = base64encode(substr("日本語", 1, 1))
  h = chunklist(slice([1, 2, 3], 0, 2), 1)
  i = lookup(zipmap(["k"], ["v"]), "k", coalesce("", "z"))
  j = max(1, ceil(1.5), abs(-3), pow(2, 3)) % 2
  k = split(".", trimspace(" a.b ")) 
  l = yamldecode("a: 1")
  m = [for s in ["x"] : s...]
  n = contains(keys({ a = 1 }), "a") || !alltrue([true]) ? tonumber("1") : tostring(2)
}
output "o" { value = [local.a, local.b, local.c, local.d, local.e, local.f, local.g, local.h, local.i, local.j, local.k, local.n] }
