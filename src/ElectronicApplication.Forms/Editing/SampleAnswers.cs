using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Editing;

/// <summary>Answers in the samples of a procedure.</summary>
internal static class SampleAnswers
{
    /// <summary>The objects in which the answer to a field stands: the answers, or the rows of its group.</summary>
    public static IEnumerable<JsonObject> Holding(DefinitionTree tree, TreeField field)
    {
        foreach (var sample in tree.Samples.Values.OfType<JsonObject>())
            if (sample["answers"] is JsonObject answers)
                foreach (var holder in field.Group is null ? [answers] : answers.Objects(field.Group.Id))
                    if (holder.ContainsKey(field.Id))
                        yield return holder;
    }
}
