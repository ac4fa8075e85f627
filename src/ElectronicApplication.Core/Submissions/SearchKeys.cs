using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Core.Submissions;

/// <summary>
/// Makes the words by which staff find submissions: the card's name and birth date, and the answers that the author made searchable. A text is found by the
/// whole of it and by each part between blanks; kana, width, blanks, hyphens and variants of a character do not matter.
/// </summary>
public sealed class SearchKeys(KeyRing keys)
{
    private const int HashBytes = 16;
    private const int MaxWords = 60;
    private const int MaxRows = 20;
    private const int MaxTyped = 5;
    private const int MaxLength = 100;

    private static readonly char[] Blanks = [' ', '\u3000', '\n'];

    /// <param name="externalNumber">The number that another system has given it.</param>
    public IEnumerable<SearchKey> Of(Guid submissionId, FormPlan plan, JsonObject answers, CertificateHolder? holder, string? externalNumber = null) =>
        Hashes(externalNumber is null ? Words(plan, answers, holder) : Words(plan, answers, holder).Prepend(externalNumber), MaxWords).Concat(Likenesses(plan, answers, holder).Select(l => l.Hash)).Select(hash => new SearchKey { SubmissionId = submissionId, Hash = hash });

    /// <summary>What two submissions share when they come from the same person, or are about the same matter as the author describes it.</summary>
    public IReadOnlyList<(Likeness Kind, byte[] Hash)> Likenesses(FormPlan plan, JsonObject answers, CertificateHolder? holder)
    {
        List<(Likeness, byte[])> found = [];
        if (Person(plan, answers, holder) is { } person)
            found.Add((Likeness.Person, Hash("person", person)));
        foreach (var matter in Matters(plan, answers).Distinct().Take(MaxRows))
            found.Add((Likeness.Matter, Hash("matter:" + plan.Procedure.Code, matter)));
        return found;
    }

    /// <summary>What must all be found: the words between blanks. Nothing for a text without words.</summary>
    public IEnumerable<byte[]> HashesOf(string? typed) => Hashes((typed ?? "").Split(Blanks, StringSplitOptions.RemoveEmptyEntries), MaxTyped);

    private IEnumerable<byte[]> Hashes(IEnumerable<string> words, int most) =>
        words.Select(Folded).Where(w => w.Length is > 0 and <= MaxLength).Distinct().Take(most).Select(w => Hash("search", w));

    private byte[] Hash(string purpose, string text) => keys.IndexHash(purpose, Encoding.UTF8.GetBytes(text))[..HashBytes];

    /// <summary>Name and birth date, from the card or from the fields that would take them from it.</summary>
    private static string? Person(FormPlan plan, JsonObject answers, CertificateHolder? holder)
    {
        var name = holder?.Name ?? Answer(PrefillAttribute.Name);
        var birth = holder?.BirthDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? Answer(PrefillAttribute.BirthDate);
        return Folded(name ?? "") is { Length: > 0 } folded && birth is { Length: > 0 } ? $"{folded}\n{birth}" : null;

        string? Answer(PrefillAttribute attribute) => plan.Form.Pages.SelectMany(p => p.Fields)
            .Where(f => f.Prefill is { Source: PrefillSource.Card } card && card.Attribute == attribute).Select(f => string.Concat(Texts(answers[f.Id]))).FirstOrDefault(t => t.Length > 0);
    }

    /// <summary>One for the whole, or one for each row of the group that the fields stand in. Nothing when one of them is not answered.</summary>
    private static IEnumerable<string> Matters(FormPlan plan, JsonObject answers)
    {
        if (plan.Procedure.Review.Duplicates is not { Fields: { Count: > 0 } ids })
            yield break;
        var group = plan.Form.Pages.SelectMany(p => p.Fields).FirstOrDefault(f => f.Fields.Any(inner => ids.Contains(inner.Id)));
        IEnumerable<JsonObject> rows = group is null ? [answers] : (answers[group.Id] as JsonArray ?? []).OfType<JsonObject>();
        foreach (var row in rows)
        {
            var parts = ids.Select(id => string.Concat(Texts(group?.Fields.Any(inner => inner.Id == id) is true ? row[id] : answers[id]).Select(Folded))).ToList();
            if (parts.TrueForAll(p => p.Length > 0))
                yield return string.Join('\n', parts);
        }
    }

    private static IEnumerable<string> Words(FormPlan plan, JsonObject answers, CertificateHolder? holder)
    {
        List<string> texts = holder is null ? [] : [holder.Name, holder.BirthDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)];
        foreach (var field in plan.Form.Pages.SelectMany(p => p.Fields))
        {
            if (field.Searchable)
                texts.AddRange(Texts(answers[field.Id]));
            foreach (var inner in field.Fields.Where(f => f.Searchable))
                texts.AddRange((answers[field.Id] as JsonArray ?? []).SelectMany(row => Texts((row as JsonObject)?[inner.Id])));
        }
        return texts.SelectMany(t => t.Split(Blanks, StringSplitOptions.RemoveEmptyEntries).Append(t));
    }

    private static IEnumerable<string> Texts(JsonNode? answer) => answer switch
    {
        JsonValue value => [value.ToString()],
        JsonObject parts => parts.SelectMany(p => Texts(p.Value)),
        JsonArray several => several.SelectMany(Texts),
        _ => [],
    };

    /// <summary>As <see cref="SearchText.Fold"/>, without blanks, hyphens and variation selectors.</summary>
    private static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in SearchText.Fold(text).EnumerateRunes())
            if (!Rune.IsWhiteSpace(rune) && rune.Value is not ('-' or (>= 0x2010 and <= 0x2015) or 0x2212 or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF)))
                folded.Append(rune);
        return folded.ToString();
    }
}

/// <summary>Why two submissions look alike.</summary>
public enum Likeness
{
    /// <summary>Name and birth date.</summary>
    Person,
    /// <summary>The fields that the author named.</summary>
    Matter,
    Account,
}
