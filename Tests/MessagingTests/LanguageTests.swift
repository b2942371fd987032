import Messaging
import Testing

@Suite("Words and links")
struct LanguageTests {
  @Test("Values take their places, in any order, and are not looked at again")
  func phrases() {
    let phrase = Phrase("{1} of {2}, {1}", "{2} 中的 {1}")
    #expect(phrase.text(.english, "a", "b") == "a of b, a")
    #expect(phrase.text(.chinese, "a", "b") == "b 中的 a")
    #expect(phrase.text(.english, "{2}", "{1}") == "{2} of {1}, {2}")
    #expect(phrase.text(.english, "", "") == " of , ")
    #expect(Phrase("no {1}", "无").text(.english) == "no {1}")
  }

  @Test(
    "Regions have names, and those without show their code",
    arguments: [
      ("GB", "United Kingdom", "英国"), ("HK", "Hong Kong", "香港"), ("CN", "China, mainland", "中国内地"),
      ("001", "001", "001"),
    ])
  func regions(code: String, english: String, chinese: String) throws {
    let region = try #require(Region(code: code))
    #expect(region.name(.english) == english && region.name(.chinese) == chinese)
  }

  @Test(
    "A template has a link when people can follow one",
    arguments: [
      ("see https://acme.example/t/{1}", true), ("见acme.example/s 拒收请回复R", true),
      ("a-b.c1.co/x", true), ("Acme.CN/", true), ("12/31 and 5.3/7", false), ("and/or", false),
      ("a.b/c", false), (".cn/x", false), ("km/h 1.5/s", false), ("acme.example", false),
      ("a..cn/x", false), ("", false), ("https:// nothing", false),
    ])
  func links(content: String, hasLink: Bool) {
    let template = Template(
      name: "t", type: .notification, region: .mainland, content: content)
    #expect(template.hasLink == hasLink)
  }
}
