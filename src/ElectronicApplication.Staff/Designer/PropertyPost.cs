using System.Globalization;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Editing;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Staff.Designer;

/// <summary>
/// Turns what the panel posted into edits: one for each property that differs from what stands. Names of the controls: <c>p.label</c>, <c>p.label@en</c>,
/// those of conditions, options and rules stand at <see cref="ConditionPost"/>, <see cref="OptionsPost"/> and <see cref="RulesPost"/>.
/// </summary>
public sealed class PropertyPost
{
    private const long MaxWhole = 1_000_000;

    private readonly IFormCollection _form;
    private readonly JsonObject _element;
    private readonly JsonObject _now;
    private readonly string _at;
    private readonly ConditionPost _conditions;

    private PropertyPost(IFormCollection form, JsonObject element, JsonObject now, string at, FormPlan? plan, string? changed, string command) =>
        (_form, _element, _now, _at, _conditions) = (form, element, now, at, new(form, plan, changed, command, Errors));

    public List<DefinitionEdit> Edits { get; } = [];

    /// <summary>By the name of the control: what is wrong and how to mend it. Nothing of that control was saved.</summary>
    public Dictionary<string, string> Errors { get; } = [];

    /// <summary>Conditions with unfinished rows, by key.</summary>
    public Dictionary<string, ConditionDraft> Unfinished => _conditions.Unfinished;

    /// <param name="element">As the person had it before them: what differs from it, they changed.</param>
    /// <param name="now">As it stands; lists become what they are now with the person's changes.</param>
    /// <param name="changed">The control that made the page post, when the browser says so.</param>
    /// <param name="command">A button of a condition: "addRow:visible:1".</param>
    public static PropertyPost Read(IFormCollection form, JsonObject element, JsonObject now, string at, IReadOnlyList<PropertyGroup> groups, FormPlan? plan, string? changed, string command)
    {
        var post = new PropertyPost(form, element, now, at, plan, changed, command);
        foreach (var property in groups.SelectMany(g => g.Properties))
            post.Take(property);
        return post;
    }

    private void Take(FieldProperty property)
    {
        var name = "p." + property.Key;
        switch (property.Kind)
        {
            case PropertyKind.Text or PropertyKind.LongText:
                TakeText(property.Key, name);
                break;
            case PropertyKind.Presence:
                TakePresence(property.Key, name);
                break;
            case PropertyKind.Condition:
                TakeCondition(property.Key);
                break;
            case PropertyKind.Options:
                TakeOptions();
                break;
            case PropertyKind.Rules:
                TakeRules();
                break;
            case PropertyKind.Parts:
                TakeParts(name);
                break;
            case PropertyKind.Prefill:
                TakePrefill(name);
                break;
            case PropertyKind.Choices when _form.ContainsKey(name):
                TakeChoices(property, name);
                break;
            case var kind when _form.TryGetValue(name, out var posted):
                TakeSimple(property, kind, name, (posted.Count > 0 ? posted[^1] : null)?.Trim() ?? "");
                break;
        }
    }

    private void TakeSimple(FieldProperty property, PropertyKind kind, string name, string text)
    {
        switch (kind)
        {
            case PropertyKind.Flag:
                if ((text == "true") != (_element[property.Key]?.ToString() == "true"))
                    Edits.Add(new Set(_at, property.Key, text == "true" ? true : null));
                break;
            case PropertyKind.Integer or PropertyKind.Megabytes:
                if (text.Length == 0)
                    SetIfChanged(property.Key, null);
                else if (long.TryParse(Narrow(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && whole is >= 0 and <= MaxWhole)
                    SetIfChanged(property.Key, kind == PropertyKind.Megabytes ? whole * 1024 * 1024 : whole);
                else
                    Errors[name] = $"{property.Label}は、0 から {MaxWhole:#,0} までの整数で入力してください。";
                break;
            case PropertyKind.Decimal:
                if (text.Length == 0)
                    SetIfChanged(property.Key, null);
                else if (decimal.TryParse(Narrow(text), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                    SetIfChanged(property.Key, number);
                else
                    Errors[name] = $"{property.Label}は、数で入力してください（例: 100、0.5）。";
                break;
            case PropertyKind.Choice:
                if (property.Choices.Any(c => c.Value == text))
                    SetIfChanged(property.Key, text == property.Choices[0].Value && !_element.ContainsKey(property.Key) ? null : text);
                break;
            default:
                SetIfChanged(property.Key, text.Length == 0 ? null : text.ReplaceLineEndings("\n"));
                break;
        }
    }

    private void TakeText(string key, string name)
    {
        foreach (var (language, text) in LanguagePost.Changed(_form, name, _element[key]))
            if (text.Length == 0 && language == "ja" && key is "label" or "title")
                Errors[name] = "名前は空にできません。入力してください。";
            else
                Edits.Add(new SetText(_at, key, language, text));
    }

    private void TakePresence(string key, string name)
    {
        var was = _element.Feel(key) is not null ? "when" : _element[key]?.GetValueKind() == System.Text.Json.JsonValueKind.True ? "always" : "never";
        var now = _form.TryGetValue(name, out var posted) ? posted.ToString() : was;
        if (now == "when" && was == "when")
            TakeCondition(key);
        else if (now == "when")
            _conditions.Begin(key);
        else if (now != was)
            Edits.Add(new Set(_at, key, now == "always" ? true : null));
    }

    private void TakeCondition(string key) => _conditions.Take(key, _element.Feel(key), feel => SetIfChanged(key, feel));

    private void TakeChoices(FieldProperty property, string name)
    {
        var had = WordList.Words(_element[property.Key]);
        // What is not offered stays, and their order is not the person's.
        List<string> chosen = [.. _form[name].Select(v => v ?? "").Where(Offered), .. had.Where(v => !Offered(v))];
        if (chosen.ToHashSet().SetEquals(had))
            return;
        var list = WordList.Read(_element[property.Key], _now[property.Key], chosen);
        if (!JsonNode.DeepEquals(_now[property.Key], list) && !(list.Count == 0 && _now[property.Key] is null))
            Edits.Add(new Set(_at, property.Key, list.Count == 0 ? null : list));

        bool Offered(string value) => property.Choices.Any(c => c.Value == value);
    }

    private void TakeOptions()
    {
        if (_element["options"] is JsonValue)
        {
            if (_form.TryGetValue("p.options.text", out var text))
                SetIfChanged("options", text.ToString().Trim() is { Length: > 0 } feel ? feel : null);
        }
        else if (_element["options"] is JsonArray before && _now["options"] is JsonArray now && OptionsPost.Read(_form, before, now, Errors) is var options && !JsonNode.DeepEquals(now, options))
            Edits.Add(new Set(_at, "options", options));
    }

    private void TakeRules()
    {
        var now = _now["valid"] as JsonArray ?? [];
        var rules = RulesPost.Read(_form, _element["valid"] as JsonArray ?? [], now, _conditions, Errors);
        if (!JsonNode.DeepEquals(_now["valid"], rules) && !(rules is null && now.Count == 0))
            Edits.Add(new Set(_at, "valid", rules));
    }

    private void TakeParts(string name)
    {
        var (before, parts) = (_element["parts"] as JsonObject, (JsonObject?)_now["parts"]?.DeepClone() ?? []);
        foreach (var (part, _) in FieldParts.Of(_element["type"]?.ToString()))
        {
            if (!_form.TryGetValue($"{name}.{part}", out var posted) || posted.ToString() is var chosen && chosen == (before?[part]?.ToString() ?? ""))
                continue;
            if (chosen is "required" or "optional" or "hidden")
                parts[part] = chosen;
            else if (chosen.Length == 0)
                parts.Remove(part);
        }
        if (!JsonNode.DeepEquals(_now["parts"], parts) && !(parts.Count == 0 && _now["parts"] is null))
            Edits.Add(new Set(_at, "parts", parts.Count == 0 ? null : parts));
    }

    private void TakePrefill(string name)
    {
        if (!_form.TryGetValue(name, out var source))
            return;
        var key = _form[name + ".key"].ToString().Trim();
        var procedure = _form[name + ".procedure"].ToString().Trim();
        JsonObject? prefill = source.ToString() switch
        {
            "card" => new() { ["source"] = "card", ["attribute"] = Attribute("name") },
            "account" => new() { ["source"] = "account", ["attribute"] = "mail" },
            "earlier" => new() { ["source"] = "earlier", ["field"] = key.Length > 0 ? key : _element["id"]?.ToString() },
            "query" => new() { ["source"] = "query", ["parameter"] = key.Length > 0 ? key : _element["id"]?.ToString() },
            _ => null,
        };
        if (prefill is not null && source == "earlier" && procedure.Length > 0)
            prefill["procedure"] = procedure;
        SetIfChanged("prefill", prefill);

        string Attribute(string otherwise) => _form[name + ".attribute"].ToString() is { Length: > 0 and < 30 } attribute ? attribute : otherwise;
    }

    private void SetIfChanged(string key, JsonNode? value)
    {
        var wasEmpty = value is null && _element[key] is JsonValue text && text.ToString().Length == 0;
        if (!wasEmpty && !JsonNode.DeepEquals(_element[key], value))
            Edits.Add(new Set(_at, key, value));
    }

    /// <summary>Full-width digits are digits to whoever types them.</summary>
    internal static string Narrow(string text) => string.Concat(text.Where(c => c is not (',' or '，')).Select(c => c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c is '．' ? '.' : c is '－' ? '-' : c));
}
