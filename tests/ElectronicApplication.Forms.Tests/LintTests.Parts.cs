using System.Text;

namespace ElectronicApplication.Forms.Tests;

/// <summary>The parts of which the forms and procedures of these tests are put together, as JSON.</summary>
public sealed partial class LintTests
{
    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Field(string id, string type, string more = "", string label = "あ") =>
        $$"""{"id":"{{id}}","type":"{{type}}","label":{"ja":"{{label}}","ja-easy":"い","en":"{{label}}"}{{(more == "" ? "" : "," + more)}}}""";

    private static string Text(string id, string more = "", string label = "あ") => Field(id, "text", more, label);

    private static string Number(string id, int min, int max, string more = "") => Field(id, "integer", $"\"min\":{min},\"max\":{max}{(more == "" ? "" : "," + more)}");

    private static string Group(string fields) => Field("g", "group", $"\"fields\":[{fields}]");

    private static string Choice(string id, params string[] values) => Field(id, "choice", $"\"options\":[{string.Join(",", values.Select(value => $$"""{"value":"{{value}}","label":"{{value}}"}"""))}]");

    private static string Moving(string condition) => Field("m", "choice", $$"""
        "options":[{"value":"x","label":"X"},{"value":"y","label":"Y","visible":"{{condition}}"}]
        """);

    private static string Rule(string expression) => $$"""
        "valid":[{"expression":"{{expression}}","message":"X"}]
        """;

    private static string Document(string more) => "\"documents\":[{\"id\":\"d\",\"title\":\"t\"," + more + "\"blocks\":[{\"type\":\"paragraph\",\"text\":\"{income}\"},{\"type\":\"number\"}]}]";

    private static string Payout(string amount, string account = "bank", string text = "カネ") => $"\"payout\":{{\"amount\":\"{amount}\",\"account\":\"{account}\",\"text\":\"{text}\"}}";

    private static string Fee(string expression) => $$"""
        "fee":{"expression":"{{expression}}","due":"BeforeReview"}
        """;

    private static string Route(params string[] conditions) =>
        $"\"decisionRoute\":{{\"steps\":[{string.Join(",", conditions.Select((when, i) => $"{{\"id\":\"s{i}\",\"title\":\"T\",\"when\":\"{when}\"}}"))}]}}";

    private static string Step(string more) => $"\"decisionRoute\":{{\"steps\":[{{\"id\":\"s\",\"title\":\"T\",{more}}}]}}";

    private static string Disposition(string appeal) => $"\"surveyCodes\":{{\"手続類型\":\"1\"}},\"standardProcessingPeriod\":{{\"length\":3,\"unit\":\"Days\"}}{appeal}";

    private static string Routing(string expression) => $$"""
        "routing":{"expression":"{{expression}}","offices":[{"code":"o","title":"O"},{"code":"p","title":"P"}]}
        """;

    private static string Rules(string input, string policy, string first, string second) => $$"""
        "tables":[{"id":"t","hitPolicy":{{policy}},"inputs":[{"expression":"{{input}}"}],"outputs":[{}],"rules":[{"when":["{{first}}"],"then":[100]},{"when":["{{second}}"],"then":[200]}]}]
        """ + "," + Fee("t");

    private static string Table(string when) => $$"""
        "tables":[{"id":"t","inputs":[{"expression":"kind"}],"outputs":[{}],"rules":[{"when":["{{when}}"],"then":[100]}]}]
        """;
}
