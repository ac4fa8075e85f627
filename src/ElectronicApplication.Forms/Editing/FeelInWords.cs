using System.Text;

namespace ElectronicApplication.Forms.Editing;

/// <summary>Expressions for people who do not write them: conditions as sentences, calculations with the labels of what they read.</summary>
internal sealed class FeelInWords(TreeIndex index, ReadNames names)
{
    private readonly ConditionWords _words = new(path => ConditionField.Find(index, path));

    public (string Ja, string En) Of(string feel) =>
        new ConditionReading(path => ConditionField.Find(index, path)).Read(feel) is { } rows ? (_words.Ja(rows), _words.En(rows)) : (Labelled(feel, english: false), Labelled(feel, english: true));

    private string Labelled(string feel, bool english)
    {
        var (text, at) = (new StringBuilder(), 0);
        foreach (var reference in FeelReferences.Of(feel, isTests: false, names))
            if ((index.Field(reference.Name)?.Json ?? index.Table(reference.Name)?.Json) is { } json)
            {
                text.Append(feel, at, reference.Start - at).Append(english ? $"“{json.En()}”" : $"「{json.Ja()}」");
                at = reference.Start + reference.Length;
            }
        return text.Append(feel, at, feel.Length - at).ToString();
    }
}
