using System.Text.Json.Nodes;
using ElectronicApplication.Staff;

namespace ElectronicApplication.Host.Tests;

public sealed class ReadableJsonTests
{
    [Theory]
    [InlineData("𠮷葛\U000E0100　髙", "𠮷葛\U000E0100　髙")]
    [InlineData("a\\u3000", """a\\u3000""")]
    [InlineData("\\　", """\\　""")]
    [InlineData("\"\u0000\u202E𠮷", "\\\"\\u0000\\u202E𠮷")]
    [InlineData("\uE000", "\\uE000")]
    public void Characters_stand_as_they_are_written_and_what_has_no_shape_stays_escaped(string text, string shown)
    {
        var json = ReadableJson.Of(new JsonObject { ["text"] = text });
        Assert.Contains($"\"{shown}\"", json, StringComparison.Ordinal);
        Assert.Equal(text, (string?)JsonNode.Parse(json)!["text"]);
    }
}
