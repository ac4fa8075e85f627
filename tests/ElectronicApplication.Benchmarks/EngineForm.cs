using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Benchmarks;

/// <summary>
/// A form of so many fields, the inner ones of its group included: of every hundred, 30 have a condition and 10 are calculated; one group
/// has five rows. The answers are complete, so that every check of every kind of field runs.
/// </summary>
internal sealed class EngineForm
{
    private static readonly string[] Kinds = ["text", "choice", "integer", "yesNo", "date", "kana", "mail", "phone", "longText", "postalCode"];

    private readonly List<(string Id, string Kind)> _fields = [];

    public EngineForm(int fields)
    {
        var json = new StringBuilder("{\"pages\":[");
        var calculated = fields / 10;
        var plain = fields - calculated - 6;
        var conditions = fields * 3 / 10;
        for (var i = 0; i < plain; i++)
        {
            if (i % 20 == 0)
                json.Append(i == 0 ? "" : "]},").Append($$"""{"id":"p{{i / 20}}","title":"頁","fields":[""");
            else
                json.Append(',');
            json.Append(Field($"f{i}", Kinds[i % Kinds.Length], i >= 20 && i - 20 < conditions ? Condition(i) : null));
        }
        json.Append("""]},{"id":"last","title":"頁","fields":[{"id":"rows","type":"group","label":"人","minRows":1,"maxRows":10,"fields":[""")
            .AppendJoin(',', Kinds.Take(5).Select(kind => Field("r_" + kind.ToLowerInvariant(), kind, null))).Append("]}");
        for (var i = 0; i < calculated; i++)
            json.Append($$""",{"id":"c{{i}}","type":"calculated","label":"計","value":"{{Calculation(i)}}"}""");
        Json = Encoding.UTF8.GetBytes(json.Append("]}]}").ToString());
        Changes = [.. _fields.Where(field => !field.Id.StartsWith("r_", StringComparison.Ordinal)).SelectMany(field => Both(field.Id, field.Kind)),
            .. _fields.Where(field => field.Id.StartsWith("r_", StringComparison.Ordinal)).SelectMany(field => Both($"rows[2].{field.Id}", field.Kind))];
    }

    public byte[] Json { get; }

    /// <summary>Paths with two values that can be entered there in turn.</summary>
    public IReadOnlyList<(string Path, Func<JsonNode> One, Func<JsonNode> Other)> Changes { get; }

    public FormPlan Compile() => FormPlan.Compile(Procedure, FormDefinition.Parse(Json));

    public JsonObject Answers(int variant)
    {
        var answers = new JsonObject();
        foreach (var (id, kind) in _fields.Where(field => !field.Id.StartsWith("r_", StringComparison.Ordinal)))
            answers[id] = Value(kind, id == $"f{variant % 10 + 50}" ? variant : 0);
        answers["rows"] = new JsonArray([.. Enumerable.Range(0, 5).Select(_ => (JsonNode)new JsonObject(_fields
            .Where(field => field.Id.StartsWith("r_", StringComparison.Ordinal)).Select(field => KeyValuePair.Create(field.Id, (JsonNode?)Value(field.Kind, 0)))))]);
        return answers;
    }

    private static ProcedureDefinition Procedure { get; } = ProcedureDefinition.Parse("""
        {
          "code": "engine", "title": "計測", "summary": "計測", "category": "c", "categoryTitle": "分類", "office": "o", "officeTitle": "課",
          "whoCanApply": "だれでも", "processingTime": "すぐ", "feeText": "300円", "identityLevel": "None", "identityReason": "計測のため", "completionText": "完了",
          "fee": { "expression": "300 * c0", "due": "BeforeReview" }
        }
        """u8.ToArray());

    private string Field(string id, string kind, string? visible)
    {
        _fields.Add((id, kind));
        var more = kind switch
        {
            "choice" => ""","options":[{"value":"a","label":"甲"},{"value":"b","label":"乙"},{"value":"c","label":"丙"}]""",
            "integer" => $$""","min":0,"max":999,"valid":[{"expression":"{{id}} <= 500","message":"500以下にしてください。"}]""",
            "text" => ""","maxLength":50,"pattern":"[^<>]*" """,
            "date" => ""","latest":"today" """,
            _ => "",
        };
        return $$"""{"id":"{{id}}","type":"{{kind}}","label":{"ja":"項目","en":"Field"},"required":true{{more}}{{(visible is null ? "" : $$""","visible":"{{visible}}" """)}}}""";
    }

    /// <summary>About one of the first ten fields; true for the answers of <see cref="Answers"/>.</summary>
    private static string Condition(int i) => (i % 5) switch
    {
        0 => "f1 = \\\"a\\\"",
        1 => "f2 > 0 and f3",
        2 => "f4 <= today",
        3 => "f1 in (\\\"a\\\", \\\"b\\\")",
        _ => "not(f1 = \\\"c\\\") or f2 = 9",
    };

    private static string Calculation(int i) => (i % 5) switch
    {
        0 => "sum(rows.r_integer)",
        1 => "if f3 then f2 * 300 else 0",
        2 => "f12 + f22 + c0",
        3 => "string length(f0) + count(rows)",
        _ => "today.year - f4.year",
    };

    private static IEnumerable<(string, Func<JsonNode>, Func<JsonNode>)> Both(string path, string kind) => [(path, () => Value(kind, 0), () => Value(kind, 1))];

    private static JsonNode Value(string kind, int variant) => kind switch
    {
        "choice" => variant % 2 == 0 ? "a" : "b",
        "integer" => 3 + variant,
        "yesNo" => variant % 2 == 0,
        "date" => variant % 2 == 0 ? "1990-01-02" : "2001-11-30",
        "kana" => variant % 2 == 0 ? "カワサキ　ハナコ" : "カワサキ　タロウ",
        "mail" => $"hanako{variant}@example.jp",
        "phone" => "044-200-0000",
        "postalCode" => variant % 2 == 0 ? "210-8577" : "2108577",
        "longText" => "長い文章を書きます。\n二行目もあります。" + variant,
        _ => "宮本町1番地" + variant,
    };
}
