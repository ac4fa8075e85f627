namespace ElectronicApplication.Forms.Editing;

/// <summary>Edits a definition. Pure: the same tree and edit give the same tree.</summary>
public static class DefinitionEditor
{
    /// <summary>Does all of an edit or nothing: a tree is changed only when the outcome is <see cref="EditOutcome.IsDone"/>. Never throws for what a person can send.</summary>
    public static EditOutcome Apply(DefinitionTree tree, DefinitionEdit edit) => Apply(tree, [edit])[0];

    /// <summary>Does all of these edits, each on what the one before it made, or nothing.</summary>
    /// <returns>What each did; or the refusal alone.</returns>
    public static IReadOnlyList<EditOutcome> Apply(DefinitionTree tree, IReadOnlyList<DefinitionEdit> edits)
    {
        try
        {
            var copy = tree.Clone();
            List<EditOutcome> outcomes = [.. edits.Select(edit => Run(new EditWork(copy), SoundEdit.Of(edit)))];
            EditLimits.Check(tree, copy);
            tree.Take(copy);
            return outcomes;
        }
        catch (DefinitionException refusal)
        {
            return [EditOutcome.Refused(refusal.Problems[0])];
        }
    }

    private static EditOutcome Run(EditWork work, DefinitionEdit edit) => edit switch
    {
        AddPage add => PageEdits.Add(work, add),
        RemovePage remove => RemoveEdits.Remove(work, ["page/" + remove.Id[(remove.Id.IndexOf('/') + 1)..]], remove.Force),
        MovePage move => PageEdits.Move(work, move),
        AddField add => FieldEdits.Add(work, add),
        Duplicate duplicate => DuplicateEdits.Duplicate(work, duplicate.Targets),
        Remove remove => RemoveEdits.Remove(work, remove.Targets, remove.Force),
        Move move => FieldEdits.Move(work, move),
        Set set => PropertyEdits.Set(work, set),
        SetText set => TextEdits.Set(work, set),
        RenameId rename => RenameEdits.Rename(work, rename),
        AddTable add => TableEdits.Add(work, add),
        SetTable set => TableEdits.Set(work, set),
        PasteTable paste => TableEdits.Paste(work, paste),
        AddOption add => OptionEdits.Add(work, add),
        RemoveOption remove => OptionEdits.Remove(work, remove),
        MoveOption move => OptionEdits.Move(work, move),
        ReplaceFile replace => FileEdits.Replace(work, replace),
        SetSample set => FileEdits.Set(work, set),
        _ => throw new ArgumentException($"No such edit: {edit.GetType().Name}.", nameof(edit)),
    };
}
