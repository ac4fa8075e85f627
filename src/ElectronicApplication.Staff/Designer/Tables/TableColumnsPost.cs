using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Editing;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Staff.Designer;

/// <summary>Name, hit policy and columns of a table, each property as its own edit.</summary>
internal static class TableColumnsPost
{
    /// <returns>Whether a formula was chosen that is still to be written.</returns>
    public static bool Read(string at, JsonObject table, SheetPost post, List<DefinitionEdit> edits)
    {
        var form = post.Form;
        Texts("label", "label", table["label"]);
        if (form["policy"].ToString() is { Length: > 0 } policy && policy != (table["hitPolicy"]?.ToString() ?? "U") && TableWords.HitPolicies.Any(p => p.Value == policy))
            edits.Add(new Set(at, "hitPolicy", policy));
        var unfinished = false;
        foreach (var (input, i) in ElementJson.Objects(table["inputs"]).Select((input, i) => (input, i)))
        {
            Texts($"i.{i}.label", $"inputs[{i}].label", input["label"]);
            var before = input.Feel("expression") ?? "";
            var what = form[$"i.{i}.what"].ToString();
            if (what == "=")
            {
                var formula = form[$"i.{i}.formula"].ToString().Trim();
                unfinished |= formula.Length == 0;
                if (formula.Length > 0 && formula != before)
                    edits.Add(new Set(at, $"inputs[{i}].expression", formula));
            }
            else if (what.Length > 0 && what != before)
                edits.Add(new Set(at, $"inputs[{i}].expression", what));
        }
        foreach (var (output, i) in ElementJson.Objects(table["outputs"]).Select((output, i) => (output, i)))
        {
            Texts($"o.{i}.label", $"outputs[{i}].label", output["label"]);
            if (!post.IsTyping)
                Plain($"o.{i}.name", $"outputs[{i}].name", output["name"]);
            Plain($"o.{i}.type", $"outputs[{i}].type", output["type"]);
            Plain($"o.{i}.values", $"outputs[{i}].values", output["values"]);
            Plain($"o.{i}.default", $"outputs[{i}].default", output["default"]);
        }
        return unfinished;

        void Texts(string name, string key, JsonNode? stored)
        {
            foreach (var (language, text) in LanguagePost.Changed(form, name, stored))
                edits.Add(new SetText(at, key, language, text));
        }

        void Plain(string name, string key, JsonNode? stored)
        {
            if (form.TryGetValue(name, out var posted) && posted.ToString().Trim() is var text && text != Text(stored))
                edits.Add(new Set(at, key, text.Length == 0 ? null : text));
        }
    }

    /// <summary>Whether both have the same columns in the same order; what they are called does not matter.</summary>
    public static bool AreSame(JsonObject before, JsonObject now) => Columns(before).SequenceEqual(Columns(now));

    private static IEnumerable<(string Kind, string? What)> Columns(JsonObject table) =>
        ElementJson.Objects(table["inputs"]).Select(i => ("in", i["expression"]?.ToString())).Concat(ElementJson.Objects(table["outputs"]).Select(o => ("out", o["name"]?.ToString())));

    /// <summary>FEEL as it is typed; a number or a list of values may stand there as JSON.</summary>
    public static string Text(JsonNode? stored) => stored switch
    {
        null => "",
        JsonArray values => string.Join(", ", values.Select(v => v?.ToString() ?? "null")),
        _ => stored.ToString(),
    };
}
