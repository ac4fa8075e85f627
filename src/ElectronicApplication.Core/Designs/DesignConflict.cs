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
        var (wanted, both) = (After(seen.Value, edits), After(now, edits));
        var theirs = DefinitionDiff.Words(seen.Value, now);
        // An edit that writes a list whole carries what the colleague did to it: then this person's is only what it changes in what stands.
        var overwritten = theirs.Except(DefinitionDiff.Words(wanted, both)).Any();
        return (theirs, overwritten ? DefinitionDiff.Words(now, both) : DefinitionDiff.Words(seen.Value, wanted));
    }

    private static DefinitionTree After(DefinitionTree tree, IReadOnlyList<DefinitionEdit> edits)
    {
        var copy = DefinitionTree.Read(tree.ToFiles());
        // What one of them meets may have gone; the others are still worth telling of.
        foreach (var edit in edits)
            DefinitionEditor.Apply(copy, edit);
        return copy;
    }
}
