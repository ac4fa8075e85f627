using System.Globalization;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Editing;

/// <summary>A place inside an element, found by its key: <c>required</c>, <c>fee.expression</c>, <c>options[2].label</c>.</summary>
/// <param name="Holder">The object or list in which it stands; null when there is none and nobody wanted it made.</param>
/// <param name="Rule">What the schema says about the place.</param>
/// <param name="IsKept">The schema says that the holder cannot be without it.</param>
internal sealed record PropertyPlace(JsonNode? Holder, object Key, SchemaRule Rule, bool IsKept)
{
    public JsonNode? Value => Holder switch
    {
        JsonObject json => json[(string)Key],
        JsonArray array when (int)Key < array.Count => array[(int)Key],
        _ => null,
    };

    public void Write(JsonNode value)
    {
        if (Holder is JsonArray array && (int)Key < array.Count)
            array[(int)Key] = value;
        else if (Holder is JsonArray list)
            list.Add(value);
        else
            ((JsonObject)Holder!)[(string)Key] = value;
    }

    public void Clear()
    {
        if (Holder is JsonObject json)
            json.Remove((string)Key);
        else if (Holder is JsonArray array && (int)Key < array.Count)
            array.RemoveAt((int)Key);
    }
}

/// <summary>The steps of a key: names, and places in lists.</summary>
internal sealed class PropertyPath
{
    private const int MaxSteps = 12;

    private readonly List<object> _steps = [];
    private readonly string _key;

    public PropertyPath(string key)
    {
        _key = key;
        foreach (var part in key.Split('.'))
        {
            var open = part.IndexOf('[');
            _steps.Add(open < 0 ? part : part[..open]);
            foreach (var index in open < 0 ? [] : part[(open + 1)..].Split('['))
                _steps.Add(index.EndsWith(']') && int.TryParse(index.AsSpan(0, index.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : throw Unknown());
        }
        if (_steps.Count > MaxSteps || _steps.Exists(step => step is ""))
            throw Unknown();
    }

    public string First => (string)_steps[0];

    public bool IsSimple => _steps.Count == 1;

    /// <summary>選択肢3の名前</summary>
    public string Ja => Words(KeyWords.Ja, (name, number) => $"{name}{number}", (whole, part) => $"{whole}の{part}");

    public string En => Words(KeyWords.En, (name, number) => $"{name} {number}", (whole, part) => $"{part} of {whole}");

    /// <param name="make">Puts objects and lists there on the way where there are none.</param>
    /// <exception cref="DefinitionException">The schema knows no such place, or something of another kind stands in the way.</exception>
    public PropertyPlace Find(JsonObject element, SchemaRule rule, bool make)
    {
        var rules = new List<SchemaRule> { rule };
        foreach (var step in _steps)
            rules.Add((step is string name ? rules[^1].Member(name) : rules[^1].Item()) ?? throw Unknown());
        JsonNode? holder = element;
        for (var i = 0; ; i++)
        {
            var step = _steps[i];
            if (holder is not null && (step is string ? holder is not JsonObject : holder is not JsonArray))
                throw InTheWay(rules[i]);
            if (step is int place && place > ((holder as JsonArray)?.Count ?? 0))
                throw new DefinitionException(_key, $"{place + 1}番目はまだありません。順に加えてください。", $"There is no number {place + 1} yet. Add them in order.");
            if (i == _steps.Count - 1)
                return new PropertyPlace(holder, step, rules[i + 1], step is string last && rules[i].IsRequired(last));
            var at = new PropertyPlace(holder, step, rules[i + 1], false);
            if (at.Value is null && make)
                at.Write(_steps[i + 1] is string ? new JsonObject() : new JsonArray());
            holder = at.Value;
        }
    }

    public DefinitionException Unknown() => new(
        [new DefinitionProblem(_key.Length > 80 ? _key[..80] : _key,
            $"「{(_key.Length > 80 ? _key[..80] + "…" : _key)}」という設定はここにありません。名前を確かめてください。",
            $"There is no setting '{(_key.Length > 80 ? _key[..80] + "…" : _key)}' here. Check its name.") { Code = "unknown-key" }]);

    private DefinitionException InTheWay(SchemaRule rule) => rule.IsFeel
        ? new(_key,
            $"{KeyWords.Ja(First)}は式で書かれているため、一つずつは変えられません。式を直すか、いったん消してください。",
            $"The {KeyWords.En(First)} are written as an expression and cannot be changed one by one. Change the expression, or remove it first.")
        : new(_key, $"{KeyWords.Ja(First)}が別の形で書かれています。いったん消してから書き直してください。", $"The {KeyWords.En(First)} are written in another form. Remove them and write them again.");

    private string Words(Func<string, string> word, Func<string, int, string> numbered, Func<string, string, string> joined)
    {
        string? words = null;
        for (var i = 0; i < _steps.Count; i++)
        {
            var part = word((string)_steps[i]);
            while (i + 1 < _steps.Count && _steps[i + 1] is int place)
            {
                part = numbered(part, place + 1);
                i++;
            }
            words = words is null ? part : joined(words, part);
        }
        return words!;
    }
}
