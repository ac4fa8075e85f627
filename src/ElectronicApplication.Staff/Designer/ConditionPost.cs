using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Editing;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Staff.Designer;

/// <summary>Conditions as they were posted: rows (<see cref="ConditionDraft"/>), and their text as <c>p.visible.text</c>.</summary>
/// <param name="changed">The control that made the page post, when the browser says so.</param>
/// <param name="command">A button of a condition: "addRow:visible:1".</param>
internal sealed class ConditionPost(IFormCollection form, FormPlan? plan, string? changed, string command, Dictionary<string, string> errors)
{
    public string Command => command;

    /// <summary>Conditions with unfinished rows, by key.</summary>
    public Dictionary<string, ConditionDraft> Unfinished { get; } = [];

    /// <param name="stored">As the person had it before them.</param>
    /// <param name="set">Is told the expression when it is another one; null for none.</param>
    public void Take(string key, string? stored, Action<string?> set)
    {
        // The text wins when it is what was changed; without script, when it differs from what stands.
        if (form.TryGetValue($"p.{key}.text", out var posted) && posted.ToString().Trim() is var text && (changed is null ? text != (stored ?? "") : changed == $"p.{key}.text"))
            set(text.Length > 0 ? text : null);
        else if (Draft(key) is { } draft)
            Write(key, draft, stored, set);
    }

    /// <summary>Rows for a condition that has just been asked for.</summary>
    public void Begin(string key) => Unfinished[key] = Draft(key) ?? new ConditionDraft { Items = { new ConditionDraftItem() } };

    /// <summary>The posted rows with the button's effect on them.</summary>
    private ConditionDraft? Draft(string key)
    {
        var draft = ConditionDraft.From(form, key);
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

    private void Write(string key, ConditionDraft draft, string? stored, Action<string?> set)
    {
        if (draft.Items.Count == 0)
        {
            if (stored is not (null or "true"))
                set(null);
            return;
        }
        if (!draft.IsComplete || plan is null)
        {
            Unfinished[key] = draft;
            return;
        }
        var group = draft.ToGroup();
        // Another spelling of the same rows is the author's own.
        if (stored is not null && ConditionRows.Read(stored, plan) is { } same && same.Simplified().Equals(group.Simplified()))
            return;
        var written = ConditionRows.Write(group, plan);
        if (written.Problem is { } problem)
            (Unfinished[key], errors["c." + key]) = (draft, problem.MessageJa);
        else
            set(written.Feel);
    }
}
