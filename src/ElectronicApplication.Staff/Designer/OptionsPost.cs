using System.Text.Json.Nodes;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Editing;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Staff.Designer;

/// <summary>The list of options: <c>o.0.label</c>, <c>o.0.label@en</c>, <c>o.0.value</c>, and <c>o.paste</c> for many at once. An option is known by its value.</summary>
internal static class OptionsPost
{
    private const int MaxPasted = 500;

    /// <param name="before">As the person had them before them.</param>
    /// <returns>What the options become.</returns>
    public static JsonArray Read(IFormCollection form, JsonArray before, JsonArray now, Dictionary<string, string> errors)
    {
        var options = (JsonArray)now.DeepClone();
        for (var i = 0; i < before.Count; i++)
        {
            if (before[i] is not JsonObject option)
                continue;
            var value = form[$"o.{i}.value"].ToString().Trim() is { Length: > 0 } typed && typed != option["value"]?.ToString() ? typed : null;
            var labels = LanguagePost.Changed(form, $"o.{i}.label", option["label"]).ToList();
            if (value is null && labels.Count == 0)
                continue;
            if (Place(before, now, i) is not { } place || options[place] is not JsonObject target)
            {
                errors[$"o.{i}.label"] = PlaceNow.LostText(labels.Count > 0 ? labels[0].Text : value);
                continue;
            }
            if (value is not null)
                target["value"] = value;
            foreach (var (language, words) in labels)
                LanguagePost.Set(target, "label", language, words);
        }
        foreach (var line in form["o.paste"].ToString().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MaxPasted))
            options.Add(new JsonObject { ["value"] = ProposedId.For(line, FieldType.Choice, taken => options.Any(o => o?["value"]?.ToString() == taken)), ["label"] = line });
        return options;
    }

    /// <summary>Where the option stands now.</summary>
    public static int? Place(JsonArray? before, JsonArray? now, int? index) =>
        PlaceNow.Of(before, now, index, (a, b) => a?["value"]?.ToString() == b?["value"]?.ToString());
}
