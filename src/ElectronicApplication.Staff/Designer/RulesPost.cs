using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Staff.Designer;

/// <summary>Rules with their messages: <c>v.0.message</c>, the condition under <c>valid[0].expression</c>; the buttons addRule and dropRule:0.</summary>
internal static class RulesPost
{
    /// <param name="before">As the person had them before them.</param>
    /// <returns>What the rules become; null for none.</returns>
    public static JsonArray? Read(IFormCollection form, JsonArray before, JsonArray now, ConditionPost conditions, Dictionary<string, string> errors)
    {
        var rules = (JsonArray)now.DeepClone();
        for (var i = 0; i < before.Count; i++)
        {
            if (before[i] is not JsonObject rule)
                continue;
            var wanted = (JsonObject)rule.DeepClone();
            LanguagePost.Take(form, $"v.{i}.message", wanted, "message");
            conditions.Take($"valid[{i}].expression", rule.Feel("expression"), feel => wanted["expression"] = feel ?? "true");
            if (form.TryGetValue($"v.{i}.severity", out var severity) && (severity[^1] == "warning") != (rule["severity"]?.ToString() == "warning"))
                wanted["severity"] = severity[^1] == "warning" ? "warning" : "error";
            if (JsonNode.DeepEquals(wanted, rule))
                continue;
            if (PlaceNow.Of(before, now, i) is { } place && rules[place] is JsonObject target)
                Merge(rule, wanted, target);
            else
                errors[$"v.{i}.message"] = PlaceNow.LostText(LanguagePost.Words(wanted["message"], "ja"));
        }
        if (conditions.Command == "addRule")
            rules.Add(new JsonObject { ["expression"] = "true", ["message"] = "入力内容を確かめてください。" });
        if (conditions.Command.StartsWith("dropRule:", StringComparison.Ordinal) && int.TryParse(conditions.Command.AsSpan(9), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            if (PlaceNow.Of(before, now, index) is { } gone)
                rules.RemoveAt(gone);
            else
                errors[$"v.{index}.message"] = PlaceNow.Lost;
        return rules.Count == 0 ? null : rules;
    }

    /// <summary>Only what the person changed: the colleague may have mended the other half of the rule.</summary>
    private static void Merge(JsonObject before, JsonObject wanted, JsonObject target)
    {
        foreach (var key in (string[])["expression", "message", "severity"])
            if (!JsonNode.DeepEquals(before[key], wanted[key]))
                target[key] = wanted[key]?.DeepClone();
    }
}
