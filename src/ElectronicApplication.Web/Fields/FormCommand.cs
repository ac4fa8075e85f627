using ElectronicApplication.Core.Submissions;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Web.Fields;

/// <summary>Which button of a form page was pressed. None of them: enhance.js posted because something changed.</summary>
public enum FormCommandKind { Evaluate, Next, Back, Save, AddRow, RemoveRow, Attach, Detach, Language }

/// <param name="Target">Path of the group, row or attachment field, the id of the attachment to detach, or the language; empty for the others.</param>
public sealed record FormCommand(FormCommandKind Kind, string Target)
{
    private static readonly (string Name, FormCommandKind Kind)[] Names =
    [
        ("_add", FormCommandKind.AddRow), ("_remove", FormCommandKind.RemoveRow), ("_attach", FormCommandKind.Attach), ("_detach", FormCommandKind.Detach),
        ("_back", FormCommandKind.Back), ("_save", FormCommandKind.Save), ("_language", FormCommandKind.Language), ("_next", FormCommandKind.Next),
    ];

    /// <summary>The row that is taken out of its group; null for every other command.</summary>
    public RemovedRow? RemovedRow => Kind == FormCommandKind.RemoveRow && AnswerPath.SplitRow(Target) is (var group, { } row) ? new(group, row) : null;

    public static FormCommand From(IFormCollection form)
    {
        foreach (var (name, kind) in Names)
            if (form.TryGetValue(name, out var value))
                return new(kind, value.ToString());
        return new(FormCommandKind.Evaluate, "");
    }
}
