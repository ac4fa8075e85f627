using System.Globalization;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Editing;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Staff.Designer;

/// <summary>A condition as it stands in the boxes of a page: rows may be unfinished. Names of the boxes: <c>c.visible</c> (all or any), <c>c.visible.0.f</c>, <c>.o</c>, <c>.v</c>, nested <c>c.visible.1</c>.</summary>
public sealed class ConditionDraft
{
    private const int MaxItems = 50;
    private const int MaxDepth = 4;
    private const int MaxValues = 100;
    private const int MaxRows = 300;

    public bool All { get; set; } = true;

    public List<ConditionDraftItem> Items { get; } = [];

    /// <summary>Whether every row says all that it must.</summary>
    public bool IsComplete => Items.TrueForAll(item => item.Group is { } inner ? inner.Items.Count > 0 && inner.IsComplete : item.IsComplete);

    /// <summary>Null when the condition is longer, or its values are others, than what boxes give back: then only its text shows all of it.</summary>
    public static ConditionDraft? Of(ConditionGroup group)
    {
        return Fits(group, 0) && Rows(group) <= MaxRows ? Draft(group) : null;

        static bool Fits(ConditionGroup group, int depth) => depth <= MaxDepth && group.Items.Count <= MaxItems && group.Items.All(item => item is ConditionGroup inner
            ? Fits(inner, depth + 1) : item is ConditionRow row && row.Values.Count <= MaxValues && row.Values.All(v => v.Length > 0 && v.Trim() == v && !v.Any(char.IsControl)));

        static int Rows(ConditionGroup group) => group.Items.Sum(item => item is ConditionGroup inner ? Rows(inner) : 1);

        static ConditionDraft Draft(ConditionGroup group)
        {
            var draft = new ConditionDraft { All = group.All };
            foreach (var item in group.Items)
                draft.Items.Add(item is ConditionGroup inner ? new() { Group = Draft(inner) } : Row((ConditionRow)item));
            return draft;
        }

        static ConditionDraftItem Row(ConditionRow row)
        {
            var item = new ConditionDraftItem { Field = row.Field, Operator = row.Operator };
            item.Values.AddRange(row.Values);
            return item;
        }
    }

    /// <summary>Null when the page had no boxes for this condition.</summary>
    public static ConditionDraft? From(IFormCollection form, string key) => form.ContainsKey("c." + key) ? Read(form, "c." + key, 0) : null;

    public ConditionGroup ToGroup() => new(All, [.. Items.Select(item => (ConditionNode)(item.Group?.ToGroup() ?? (ConditionNode)new ConditionRow(item.Field, item.Operator, [.. item.Values.Take(item.ValuesNeeded)])))]);

    /// <summary>The group at a place such as "1.0"; the draft itself for the empty place.</summary>
    public ConditionDraft? At(string place)
    {
        var group = this;
        foreach (var step in place.Split('.', StringSplitOptions.RemoveEmptyEntries))
            if (!int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= group.Items.Count || group.Items[index].Group is not { } inner)
                return null;
            else
                group = inner;
        return group;
    }

    public void Add(string place, bool asGroup)
    {
        if (At(place) is not { } group || group.Items.Count >= MaxItems || (asGroup && place.Count(c => c == '.') >= MaxDepth - 2))
            return;
        var row = new ConditionDraftItem();
        group.Items.Add(asGroup ? new() { Group = new() { All = !group.All, Items = { row } } } : row);
    }

    public void Drop(string place)
    {
        var dot = place.LastIndexOf('.');
        if (At(dot < 0 ? "" : place[..dot]) is { } group && int.TryParse(place[(dot + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < group.Items.Count)
            group.Items.RemoveAt(index);
    }

    private static ConditionDraft Read(IFormCollection form, string name, int depth)
    {
        var draft = new ConditionDraft { All = form[name].ToString() != "any" };
        for (var i = 0; i < MaxItems; i++)
        {
            var item = $"{name}.{i}";
            if (form.ContainsKey(item) && depth < MaxDepth)
                draft.Items.Add(new() { Group = Read(form, item, depth + 1) });
            else if (form.TryGetValue(item + ".f", out var field))
            {
                var row = new ConditionDraftItem { Field = field.ToString() };
                if (Enum.TryParse<ConditionOperator>(form[item + ".o"].ToString(), out var chosen) && Enum.IsDefined(chosen))
                    row.Operator = chosen;
                row.Values.AddRange(form[item + ".v"].Where(v => !string.IsNullOrWhiteSpace(v)).Select(v => v!.Trim()).Take(MaxValues));
                draft.Items.Add(row);
            }
            else
                break;
        }
        return draft;
    }
}

/// <summary>A row, or a group in brackets.</summary>
public sealed class ConditionDraftItem
{
    public string Field { get; set; } = "";

    public ConditionOperator Operator { get; set; } = ConditionOperator.Is;

    public List<string> Values { get; } = [];

    public ConditionDraft? Group { get; init; }

    public int ValuesNeeded => Operator switch
    {
        ConditionOperator.IsAnswered or ConditionOperator.IsNotAnswered => 0,
        ConditionOperator.Between => 2,
        ConditionOperator.IsOneOf or ConditionOperator.IsNoneOf => Math.Max(1, Values.Count),
        _ => 1,
    };

    public bool IsComplete => Field.Length > 0 && Values.Count >= ValuesNeeded;
}

/// <summary>Operators in words, behind the name of a field.</summary>
public static class OperatorWords
{
    public static string Of(ConditionOperator chosen) => chosen switch
    {
        ConditionOperator.Is => "が次と同じ", ConditionOperator.IsNot => "が次と違う", ConditionOperator.IsOneOf => "が次のどれか", ConditionOperator.IsNoneOf => "が次のどれでもない",
        ConditionOperator.Less => "が次より小さい（前）", ConditionOperator.AtMost => "が次以下（以前）", ConditionOperator.More => "が次より大きい（後）", ConditionOperator.AtLeast => "が次以上（以後）",
        ConditionOperator.Between => "が次の範囲", ConditionOperator.IsAnswered => "が入力されている", ConditionOperator.IsNotAnswered => "が入力されていない",
        ConditionOperator.Includes => "が次を含む", ConditionOperator.IncludesNot => "が次を含まない", ConditionOperator.StartsWith => "が次で始まる", ConditionOperator.Contains => "に次の文字がある",
        _ => chosen.ToString(),
    };
}
