using System.Text;
using ElectronicApplication.Feel;
using ElectronicApplication.Feel.Syntax;

namespace ElectronicApplication.Forms.Editing;

/// <summary>A place in an expression where the id of a field or table is read.</summary>
internal readonly record struct FeelReference(string Name, int Start, int Length);

/// <summary>
/// Finds what an expression reads, by its syntax and by what stands where: <c>i</c> of <c>for i in items</c> is no field, <c>i.quantity</c> is
/// one, <c>account.kind</c> is a part. It needs no form that compiles, so that ids can be renamed in one that does not yet.
/// </summary>
internal sealed partial class FeelReferences
{
    private static readonly FeelScope NoScope = new();
    private readonly ReadNames _names;
    private readonly List<FeelReference> _found = [];

    private FeelReferences(ReadNames names) => _names = names;

    /// <summary>In the order of the text. What breaks the syntax is read by its words.</summary>
    public static IReadOnlyList<FeelReference> Of(string text, bool isTests, ReadNames names)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        var references = new FeelReferences(names);
        try
        {
            references.Read(isTests ? FeelParser.ParseTests(text, NoScope) : FeelParser.Parse(text, NoScope), null);
        }
        catch (FeelSyntaxException)
        {
            references._found.Clear();
            references.ReadWords(text);
        }
        references._found.Sort((a, b) => a.Start.CompareTo(b.Start));
        return references._found;
    }

    /// <summary>The text with the ids of the map replaced; everything else stays letter by letter.</summary>
    public static string Renamed(string text, bool isTests, ReadNames names, IReadOnlyDictionary<string, string> map)
    {
        StringBuilder? renamed = null;
        var at = 0;
        foreach (var reference in Of(text, isTests, names))
            if (map.TryGetValue(reference.Name, out var name))
            {
                (renamed ??= new StringBuilder(text.Length + 16)).Append(text, at, reference.Start - at).Append(name);
                at = reference.Start + reference.Length;
            }
        return renamed is null ? text : renamed.Append(text, at, text.Length - at).ToString();
    }

    private void ReadWords(string text)
    {
        List<FeelToken> tokens;
        try
        {
            tokens = FeelLexer.Read(text);
        }
        catch (FeelSyntaxException)
        {
            return;
        }
        for (var i = 0; i < tokens.Count; i++)
            if (tokens[i].Kind == FeelTokenKind.Name && (i == 0 || !tokens[i - 1].Is(".") ? _names.IsName(tokens[i].Text) : _names.IsInRow(tokens[i].Text)))
                Found(tokens[i].Text, tokens[i].Span.Start);
    }

    private void Found(string name, int start) => _found.Add(new FeelReference(name, start, name.Length));

    /// <summary>Names around a place: of a loop, a function, a context, or the members of what is filtered.</summary>
    /// <param name="Elements">What is filtered; its members are names too.</param>
    private sealed record Surroundings(Dictionary<string, ReadShape> Names, ReadShape? Elements, Surroundings? Outer);
}
