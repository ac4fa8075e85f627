using System.Globalization;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms.Editing;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Staff.Designer;

/// <param name="View">The design as the person had it before them: what is posted and differs from it, they changed.</param>
/// <param name="Current">The design as it stands now.</param>
internal sealed record SheetPost(EditorView View, DefinitionTree Current, IFormCollection Form)
{
    /// <summary>The button: <c>dropRow:3</c> is dropRow, 3.</summary>
    public (string Verb, string Argument) Command { get; } = Form["op"].ToString() is var op && op.IndexOf(':') is var colon and >= 0 ? (op[..colon], op[(colon + 1)..]) : (Form["op"].ToString(), "");

    /// <summary>Posted in the middle of a word: names that something else goes by are settled when the box is left.</summary>
    public bool IsTyping { get; init; }

    /// <summary>The control that made the page post, when the browser says so.</summary>
    public string? Changed { get; init; }

    public int? Index => int.TryParse(Command.Argument, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < 10_000 ? index : null;

    /// <summary>The design after edits, for whatever follows on them; null when one of them is refused, which saving them will say.</summary>
    public DefinitionTree? After(IEnumerable<DefinitionEdit> edits)
    {
        var tree = DefinitionTree.Read(Current.ToFiles());
        return edits.All(edit => DefinitionEditor.Apply(tree, edit).IsDone) ? tree : null;
    }
}

/// <summary>What a post to one of the pages about a design wants.</summary>
internal sealed record SheetCommand(IReadOnlyList<DefinitionEdit> Edits)
{
    /// <summary>By the name of the control: what is wrong and how to mend it. Nothing of that control is saved.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();

    /// <summary>Controls that were changed and cannot be saved before the mistake at another one is mended.</summary>
    public IReadOnlySet<string> Unsaved { get; init; } = new HashSet<string>();

    /// <summary>Conditions with unfinished rows, by key.</summary>
    public IReadOnlyDictionary<string, ConditionDraft> Unfinished { get; init; } = new Dictionary<string, ConditionDraft>();

    /// <summary>Why nothing at all can be done.</summary>
    public Error? Refusal { get; init; }

    /// <summary>Something was chosen that must be filled in before it says anything: the page is shown again, with the place to do so.</summary>
    public bool IsUnfinished { get; init; }

    /// <summary>The page to go to when it is done, as "/tables/fee", from the element that the edit made or moved; null to stay.</summary>
    public Func<string?, string>? Next { get; init; }

    public static SheetCommand Nothing { get; } = new([]);

    public static SheetCommand Refused(string message, string messageEn) => Nothing with { Refusal = new("edit-refused", ErrorKind.Unprocessable, message, messageEn) };
}
