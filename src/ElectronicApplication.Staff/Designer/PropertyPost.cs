using System.Globalization;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Editing;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Staff.Designer;

/// <summary>
/// Turns what the panel posted into edits: one for each property that differs from what stands. Names of the controls: <c>p.label</c>, <c>p.label@en</c>,
/// <c>c.visible.0.f</c> (<see cref="ConditionDraft"/>), <c>o.0.label</c> (options), <c>v.0.message</c> (rules).
/// </summary>
public sealed class PropertyPost
{
    private readonly IFormCollection _form;
    private readonly JsonObject _element;
    private readonly string _at;
    private readonly FormPlan? _plan;
    private readonly string? _changed;

    private PropertyPost(IFormCollection form, JsonObject element, string at, FormPlan? plan, string? changed) => (_form, _element, _at, _plan, _changed) = (form, element, at, plan, changed);

    public List<DefinitionEdit> Edits { get; } = [];

    /// <summary>By the name of the control: what is wrong and how to mend it. Nothing of that control was saved.</summary>
    public Dictionary<string, string> Errors { get; } = [];

    /// <summary>Conditions with unfinished rows, by key.</summary>
    public Dictionary<string, ConditionDraft> Unfinished { get; } = [];

    /// <param name="changed">The control that made the page post, when the browser says so.</param>
    /// <param name="command">A button of a condition: "addRow:visible:1".</param>
    public static PropertyPost Read(IFormCollection form, JsonObject element, string at, IReadOnlyList<PropertyGroup> groups, FormPlan? plan, string? changed, string command)
    {
        var post = new PropertyPost(form, element, at, plan, changed);
        foreach (var property in groups.SelectMany(g => g.Properties))
            post.Take(property, command);
        return post;
    }

    private void Take(FieldProperty property, string command)
    {
        var name = "p." + property.Key;
        switch (property.Kind)
        {
            case PropertyKind.Text or PropertyKind.LongText:
                TakeText(property.Key, name);
                break;
            case PropertyKind.Presence:
                TakePresence(property.Key, name, command);
                break;
            case PropertyKind.Condition:
                TakeCondition(property.Key, command);
                break;
            case PropertyKind.Options:
                TakeOptions();
                break;
            case PropertyKind.Rules:
                TakeRules(command);
                break;
            case PropertyKind.Parts:
                TakeParts(name);
                break;
            case PropertyKind.Prefill:
                TakePrefill(name);
                break;
            case PropertyKind.Choices when _form.ContainsKey(name):
                SetIfChanged(property.Key, _form[name].Where(v => property.Choices.Any(c => c.Value == v)).Select(v => (JsonNode?)v).ToArray() is { Length: > 0 } chosen ? new JsonArray(chosen) : null);
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
                SetIfChanged(property.Key, text == "true" ? true : null);
                break;
            case PropertyKind.Integer or PropertyKind.Megabytes:
                if (text.Length == 0)
                    SetIfChanged(property.Key, null);
                else if (long.TryParse(Narrow(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && whole is >= 0 and <= 1_000_000)
                    SetIfChanged(property.Key, kind == PropertyKind.Megabytes ? whole * 1024 * 1024 : whole);
                else
                    Errors[name] = $"{property.Label}は、0 以上の整数で入力してください。";
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
        foreach (var (language, _) in EditorPlace.Languages)
            if (_form.TryGetValue(language == "ja" ? name : $"{name}@{language}", out var posted))
            {
                var text = posted.ToString().ReplaceLineEndings("\n").Trim();
                if (text == Words(_element[key], language))
                    continue;
                if (text.Length == 0 && language == "ja" && key is "label" or "title" && text.Length == 0)
                    Errors[name] = "名前は空にできません。入力してください。";
                else
                    Edits.Add(new SetText(_at, key, language, text));
            }
    }

    private void TakePresence(string key, string name, string command)
    {
        var before = _element[key];
        var was = before is JsonValue value && value.TryGetValue<string>(out _) ? "when" : before?.GetValueKind() == System.Text.Json.JsonValueKind.True ? "always" : "never";
        var now = _form.TryGetValue(name, out var posted) ? posted.ToString() : was;
        if (now == "when")
        {
            if (was == "when")
                TakeCondition(key, command);
            else
                Unfinished[key] = ConditionDraft.From(_form, key) ?? new ConditionDraft { Items = { new ConditionDraftItem() } };
        }
        else if (now != was)
            Edits.Add(new Set(_at, key, now == "always" ? true : null));
    }

    private void TakeCondition(string key, string command)
    {
        // The text wins when it is what was changed; without script, when it differs from what stands.
        if (_form.TryGetValue("p." + key + ".text", out var text) && (_changed is null ? text.ToString().Trim() != (_element.Feel(key) ?? "") : _changed == "p." + key + ".text"))
        {
            SetIfChanged(key, text.ToString().Trim() is { Length: > 0 } feel ? feel : null);
            return;
        }
        if (Draft(key, command) is { } draft)
            Write(key, draft, feel => SetIfChanged(key, feel));
    }

    /// <summary>The posted rows with the button's effect on them.</summary>
    private ConditionDraft? Draft(string key, string command)
    {
        var draft = ConditionDraft.From(_form, key);
        var parts = command.Split(':', 3);
        if (parts.Length < 3 || parts[1] != key)
            return draft;
        draft ??= new ConditionDraft();
        if (parts[0] is "addRow" or "addGroup")
            draft.Add(parts[2], parts[0] == "addGroup");
        else if (parts[0] == "dropRow")
            draft.Drop(parts[2]);
        return draft;
    }

    private void Write(string key, ConditionDraft draft, Action<string?> set)
    {
        if (draft.Items.Count == 0)
            set(null);
        else if (!draft.IsComplete || _plan is null)
            Unfinished[key] = draft;
        else if (ConditionRows.Write(draft.ToGroup(), _plan) is { Feel: { } feel })
            set(feel);
        else
        {
            Unfinished[key] = draft;
            Errors["c." + key] = ConditionRows.Write(draft.ToGroup(), _plan).Problem!.MessageJa;
        }
    }

    private void TakeOptions()
    {
        if (_element["options"] is JsonValue)
        {
            if (_form.TryGetValue("p.options.text", out var text))
                SetIfChanged("options", text.ToString().Trim() is { Length: > 0 } feel ? feel : null);
            return;
        }
        if (_element["options"] is not JsonArray before)
            return;
        var now = (JsonArray)before.DeepClone();
        for (var i = 0; i < now.Count; i++)
        {
            if (now[i] is not JsonObject option)
                continue;
            if (_form.TryGetValue($"o.{i}.value", out var value) && value.ToString().Trim() is { Length: > 0 } stored)
                option["value"] = stored;
            foreach (var (language, _) in EditorPlace.Languages)
                if (_form.TryGetValue(language == "ja" ? $"o.{i}.label" : $"o.{i}.label@{language}", out var label) && label.ToString().Trim() is var words && words != Words(option["label"], language))
                    SetWords(option, "label", language, words);
        }
        foreach (var line in _form["o.paste"].ToString().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(500))
            now.Add(new JsonObject { ["value"] = NewValue(now, line), ["label"] = line });
        SetIfChanged("options", now);
    }

    private static string NewValue(JsonArray options, string label) =>
        ProposedId.For(label, FieldType.Choice, value => options.Any(o => o?["value"]?.ToString() == value));

    private void TakeRules(string command)
    {
        var rules = (JsonArray?)_element["valid"]?.DeepClone() ?? [];
        for (var i = 0; i < rules.Count; i++)
        {
            if (rules[i] is not JsonObject rule)
                continue;
            foreach (var (language, _) in EditorPlace.Languages)
                if (_form.TryGetValue(language == "ja" ? $"v.{i}.message" : $"v.{i}.message@{language}", out var message) && message.ToString().Trim() is var words && words != Words(rule["message"], language))
                    SetWords(rule, "message", language, words);
            var key = $"valid[{i}].expression";
            if (_form.TryGetValue($"p.{key}.text", out var text) && (_changed is null ? text.ToString().Trim() != rule.Feel("expression") : _changed == $"p.{key}.text"))
                rule["expression"] = text.ToString().Trim();
            else if (Draft(key, command) is { } draft)
                Write(key, draft, feel => rule["expression"] = feel ?? "true");
        }
        if (command == "addRule")
            rules.Add(new JsonObject { ["expression"] = "true", ["message"] = "入力内容を確かめてください。" });
        if (command.StartsWith("dropRule:", StringComparison.Ordinal) && int.TryParse(command.AsSpan(9), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < rules.Count)
            rules.RemoveAt(index);
        SetIfChanged("valid", rules.Count == 0 ? null : rules);
    }

    private void TakeParts(string name)
    {
        var parts = (JsonObject?)_element["parts"]?.DeepClone() ?? [];
        foreach (var posted in _form.Where(p => p.Key.StartsWith(name + ".", StringComparison.Ordinal)))
        {
            var part = posted.Key[(name.Length + 1)..];
            if (posted.Value.ToString() is "required" or "optional" or "hidden" && part.Length <= 30)
                parts[part] = posted.Value.ToString();
            else if (posted.Value.ToString().Length == 0)
                parts.Remove(part);
        }
        SetIfChanged("parts", parts.Count == 0 ? null : parts);
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
            "account" => new() { ["source"] = "account", ["attribute"] = Attribute("mail") },
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

    public static string Words(JsonNode? text, string language) => text switch
    {
        JsonObject map => map[language]?.ToString() ?? "",
        JsonValue value when language == "ja" => value.ToString(),
        _ => "",
    };

    internal static void SetWords(JsonObject owner, string key, string language, string words)
    {
        if (owner[key] is not JsonObject map)
        {
            if (language == "ja")
            {
                owner[key] = words;
                return;
            }
            owner[key] = map = new JsonObject { ["ja"] = Words(owner[key], "ja") };
        }
        if (words.Length == 0)
            map.Remove(language);
        else
            map[language] = words;
    }

    /// <summary>Full-width digits are digits to whoever types them.</summary>
    internal static string Narrow(string text) => string.Concat(text.Where(c => c is not (',' or '，')).Select(c => c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c is '．' ? '.' : c is '－' ? '-' : c));
}

internal static class ElementJson
{
    /// <summary>The expression at a key; null when there is none or it is no text.</summary>
    public static string? Feel(this JsonObject element, string key) => element[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>The element of that name: "page/items", "field/item_kind", "table/fee".</summary>
    public static JsonObject? Find(DefinitionTree tree, string at)
    {
        var slash = at.IndexOf('/');
        if (slash < 0)
            return at == "procedure" ? tree.Procedure : at == "mapping" ? tree.Mapping : null;
        var (kind, id) = (at[..slash], at[(slash + 1)..]);
        var pages = Objects(tree.Form["pages"]);
        return kind switch
        {
            "page" => pages.FirstOrDefault(p => p["id"]?.ToString() == id),
            "field" => pages.SelectMany(p => Objects(p["fields"])).SelectMany(f => Objects(f["fields"]).Prepend(f)).FirstOrDefault(f => f["id"]?.ToString() == id),
            "table" => Objects(tree.Form["tables"]).Concat(Objects(tree.Procedure["tables"])).FirstOrDefault(t => t["id"]?.ToString() == id),
            _ => null,
        };
    }

    public static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray)?.OfType<JsonObject>() ?? [];
}
