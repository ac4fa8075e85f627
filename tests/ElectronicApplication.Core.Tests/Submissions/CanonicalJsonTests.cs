using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Core.Tests.Submissions;

/// <summary>The vectors of RFC 8785.</summary>
public sealed class CanonicalJsonTests
{
    [Fact]
    public void The_example_of_section_3_2_2_comes_out_as_printed() => Assert.Equal(
        """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""",
        Canonical("""{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}"""));

    [Fact]
    public void Members_are_sorted_by_UTF_16_code_units_as_in_section_3_2_3()
    {
        var json = """{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}""";
        var sorted = JsonNode.Parse(Canonical(json))!.AsObject().Select(m => m.Value!.GetValue<string>());
        Assert.Equal(
            ["Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh"], sorted);
    }

    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffff, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void Numbers_come_out_as_in_appendix_B(ulong bits, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(CanonicalJson.Write(JsonValue.Create(BitConverter.UInt64BitsToDouble(bits)))));

    [Fact]
    public void What_I_JSON_cannot_carry_has_no_canonical_form()
    {
        Assert.Throws<JsonException>(() => CanonicalJson.Write(JsonValue.Create("\ud800")));
        Assert.Throws<JsonException>(() => CanonicalJson.Write(new JsonObject { ["a\udc00"] = 1 }));
    }

    [Fact]
    public void Variation_selectors_survive() => Assert.Equal("\"葛\U000E0100󠄀\"", Canonical("\"葛\U000E0100󠄀\""));

    [Fact]
    public void A_payload_is_the_canonical_form_of_its_JSON()
    {
        var answers = new JsonObject { ["z"] = "髙\n\"", ["a"] = new JsonArray(1, 2.50, null), ["ä"] = true };
        foreach (PayloadAttachment[] attachments in new PayloadAttachment[][] { [], [new("委任状\".png", "ab"), new("b", "cd")] })
        {
            var payload = new SubmissionPayload("手続\"1", 12, answers, attachments);
            var canonical = payload.Canonical();
            Assert.Equal(Encoding.UTF8.GetString(CanonicalJson.Write(payload.ToJson())), Encoding.UTF8.GetString(canonical));
            Assert.Equal(canonical, SubmissionPayload.Parse(canonical).Canonical());
        }
    }

    private static string Canonical(string json) => Encoding.UTF8.GetString(CanonicalJson.Write(JsonNode.Parse(json)));
}
