using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms.Editing;

namespace ElectronicApplication.Core.Designs;

/// <summary>Two who changed the same design, each from what they had before them.</summary>
public static class DesignConflict
{
    /// <summary>What the colleague did since, and what this person wanted; nothing of either when what they had before them is not known.</summary>
    /// <param name="seen">What this person had before them.</param>
    /// <param name="now">What stands.</param>
    public static (IReadOnlyList<DefinitionChange> Theirs, IReadOnlyList<DefinitionChange> Mine) Of(Result<DefinitionTree> seen, DefinitionTree now, IReadOnlyList<DefinitionEdit> edits)
    {
        if (!seen.IsOk)
            return ([], []);
        var wanted = DefinitionTree.Read(seen.Value.ToFiles());
        // What one of them meets may have gone; the others are still worth telling of.
        foreach (var edit in edits)
            DefinitionEditor.Apply(wanted, edit);
        return (DefinitionDiff.Words(seen.Value, now), DefinitionDiff.Words(seen.Value, wanted));
    }
}
