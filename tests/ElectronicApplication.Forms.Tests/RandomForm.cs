using System.Text;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Tests;

/// <summary>A form with a bit of everything, and answers to it, made from a seed. The definition always compiles; the answers are of every quality.</summary>
internal sealed class RandomForm
{
    private static readonly string[] Types =
        ["text", "integer", "number", "yesNo", "choice", "choices", "date", "time", "mail", "phone", "postalCode", "kana", "digits", "personName", "address", "contact", "bankAccount", "period", "corporateNumber", "consent", "longText"];

    private readonly Random _random;
    private readonly List<(string Id, string Type)> _fields = [];

    public RandomForm(int seed, int fields = 12)
    {
        _random = new Random(seed);
        var json = new JsonArray();
        var split = _random.Next(1, fields);
        for (var i = 0; i < fields; i++)
            json.Add((JsonNode)(i == fields / 2 ? Group(i) : Field($"f{i}", Types[_random.Next(Types.Length)], top: true)));
        json.Add((JsonNode)Calculated("sum_of", "sum(rows.n)"));
        json.Add((JsonNode)Calculated("text_of", "if is defined(f0) then string(sum_of) else \"-\""));
        var fieldNodes = json.Select(node => node!.DeepClone()).ToList();
        Definition = new JsonObject
        {
            ["pages"] = new JsonArray(
                new JsonObject { ["id"] = "p1", ["title"] = "一", ["fields"] = new JsonArray([.. fieldNodes.Take(split)]) },
                new JsonObject { ["id"] = "p2", ["title"] = "二", ["visible"] = PageCondition(fieldNodes.Take(split)), ["fields"] = new JsonArray([.. fieldNodes.Skip(split)]) }),
        };
        Plan = FormPlan.Compile(Form.Procedure("if count(rows) > 2 then 300 else 100"), FormDefinition.Parse(Encoding.UTF8.GetBytes(Definition.ToJsonString())));
    }

    public JsonObject Definition { get; }

    public FormPlan Plan { get; }

    public JsonObject Answers(int quality = 80)
    {
        var answers = new JsonObject();
        foreach (var (id, _) in _fields.Where(field => !field.Id.StartsWith("r_", StringComparison.Ordinal)))
            if (_random.Next(100) < 85)
                answers[id] = Answer(id, quality);
        if (_random.Next(100) < 3)
            answers["unknown"] = 1;
        return answers;
    }

    /// <summary>A change to one place: its path and its new value.</summary>
    public (string Path, JsonNode? Value) Change(JsonObject answers, int quality = 80)
    {
        var (id, type) = _fields[_random.Next(_fields.Count)];
        if (id.StartsWith("r_", StringComparison.Ordinal) || id == "n")
        {
            var count = answers["rows"] is JsonArray rows ? rows.Count : 0;
            return ($"rows[{_random.Next(Math.Min(count + 1, 4))}].{id}", Value(type, quality));
        }
        return type == "personName" && _random.Next(2) == 0
            ? ($"{id}.family", _random.Next(4) == 0 ? null : "川崎")
            : (id, Answer(id, quality));
    }

    private JsonNode? Answer(string id, int quality)
    {
        var type = _fields.First(field => field.Id == id).Type;
        if (type != "group")
            return Value(type, quality);
        return new JsonArray([.. Enumerable.Range(0, _random.Next(5)).Select(_ =>
        {
            var row = new JsonObject();
            foreach (var (inner, kind) in _fields.Where(field => field.Id.StartsWith("r_", StringComparison.Ordinal) || field.Id == "n"))
                if (_random.Next(100) < 85)
                    row[inner] = Value(kind, quality);
            return (JsonNode)row;
        })]);
    }

    private JsonObject Group(int index)
    {
        _fields.Add(("rows", "group"));
        var fields = new JsonArray(Field("n", "integer", top: false));
        for (var i = 0; i < 3; i++)
            fields.Add((JsonNode)Field($"r_{index}_{i}", Types[_random.Next(Types.Length)], top: false));
        var group = new JsonObject { ["id"] = "rows", ["type"] = "group", ["label"] = "群", ["minRows"] = _random.Next(2), ["maxRows"] = 4, ["fields"] = fields };
        if (_random.Next(2) == 0)
            group["valid"] = new JsonArray(new JsonObject { ["expression"] = "sum(rows.n) < 20", ["message"] = "合計が大きすぎます。" });
        return group;
    }

    private JsonObject Field(string id, string type, bool top)
    {
        var field = new JsonObject { ["id"] = id, ["type"] = type, ["label"] = "欄" };
        if (type is "choice" or "choices")
            field["options"] = new JsonArray([.. "abc".Select(letter => (JsonNode)new JsonObject { ["value"] = letter.ToString(), ["label"] = letter.ToString() })]);
        if (type == "integer")
            (field["min"], field["max"]) = (0, 9);
        if (type is "text" or "longText")
            field["maxLength"] = 4;
        if (_random.Next(3) == 0)
            field["required"] = true;
        else if (_random.Next(3) == 0 && Condition() is { } required)
            field["required"] = required;
        if (_random.Next(3) == 0 && Condition() is { } visible)
            field["visible"] = visible;
        if (_random.Next(6) == 0 && Condition() is { } readOnly && type == "text")
            (field["readOnly"], field["value"]) = (readOnly, "\"定\"");
        if (_random.Next(5) == 0 && type == "integer")
            field["value"] = "3";
        if (_random.Next(4) == 0 && type == "integer")
            field["valid"] = new JsonArray(new JsonObject { ["expression"] = $"modulo({id}, 2) = 0", ["message"] = "偶数にしてください。" });
        if (top || id == "n" || id.StartsWith("r_", StringComparison.Ordinal))
            _fields.Add((id, type));
        return field;
    }

    private static JsonObject Calculated(string id, string value) => new() { ["id"] = id, ["type"] = "calculated", ["label"] = "計", ["value"] = value };

    /// <summary>Over fields that stand before; those in rows may read those outside.</summary>
    private string? Condition()
    {
        var known = _fields.Where(field => field.Type is "yesNo" or "choice" or "integer" or "personName" && !field.Id.StartsWith("r_", StringComparison.Ordinal) && field.Id != "n").ToList();
        return known.Count == 0 ? null : About(known[_random.Next(known.Count)]);
    }

    private string PageCondition(IEnumerable<JsonNode> before)
    {
        var ids = before.Select(node => (string?)node["id"]).ToHashSet();
        var known = _fields.Where(field => ids.Contains(field.Id) && field.Type is "yesNo" or "choice" or "integer").ToList();
        return known.Count == 0 ? "true" : $"not({About(known[_random.Next(known.Count)])})";
    }

    private string About((string Id, string Type) field) => field.Type switch
    {
        "yesNo" => _random.Next(2) == 0 ? field.Id : $"{field.Id} = false",
        "choice" => _random.Next(2) == 0 ? $"{field.Id} = \"a\"" : $"{field.Id} in (\"a\", \"b\")",
        "integer" => $"{field.Id} >= {_random.Next(10)}",
        _ => $"is defined({field.Id}.given)",
    };

    private JsonNode? Value(string type, int quality)
    {
        if (_random.Next(100) >= quality)
            return _random.Next(8) switch { 0 => null, 1 => "", 2 => 12345, 3 => true, 4 => new JsonArray("a", "z"), 5 => new JsonObject { ["family"] = 3, ["zz"] = 1 }, 6 => "長い長い長い文字列", _ => "2026-13-01" };
        return type switch
        {
            "integer" => _random.Next(10),
            "number" => _random.Next(1000) / 100m,
            "yesNo" => _random.Next(2) == 0,
            "consent" => _random.Next(4) != 0,
            "choice" => "abc"[_random.Next(3)].ToString(),
            "choices" => new JsonArray([.. "abc".Where(_ => _random.Next(2) == 0).Select(letter => (JsonNode)letter.ToString())]),
            "date" => $"2026-0{_random.Next(1, 10)}-1{_random.Next(10)}",
            "time" => $"1{_random.Next(10)}:30",
            "mail" => "hanako@example.jp",
            "phone" => "044-200-0000",
            "postalCode" => "210-8577",
            "kana" => "ハナコ",
            "digits" => "00123",
            "corporateNumber" => "7000012050002",
            "personName" => new JsonObject { ["family"] = "川﨑", ["given"] = _random.Next(2) == 0 ? "花子" : null, ["familyKana"] = "カワサキ" },
            "address" => new JsonObject { ["postalCode"] = "210-8577", ["prefecture"] = "神奈川県", ["city"] = "川崎市", ["town"] = "宮本町", ["block"] = "1" },
            "contact" => new JsonObject { ["phone"] = "044-200-0000" },
            "bankAccount" => new JsonObject { ["bankName"] = "見本", ["branchName"] = "本店", ["kind"] = "1", ["number"] = "0012345", ["payeeKana"] = "ハナコ" },
            "period" => new JsonObject { ["from"] = "2026-04-01", ["to"] = $"2026-0{_random.Next(3, 6)}-01" },
            _ => "葛󠄀城"[..(3 + _random.Next(2))],
        };
    }
}
