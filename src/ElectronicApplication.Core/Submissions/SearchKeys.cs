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
    private const int MaxTyped = 5;
    private const int MaxLength = 100;

    private static readonly char[] Blanks = [' ', '\u3000', '\n'];

    /// <param name="externalNumber">The number that another system has given it.</param>
    public IEnumerable<SearchKey> Of(Guid submissionId, FormPlan plan, JsonObject answers, CertificateHolder? holder, string? externalNumber = null) =>
        Hashes(externalNumber is null ? Words(plan, answers, holder) : Words(plan, answers, holder).Prepend(externalNumber), MaxWords).Select(hash => new SearchKey { SubmissionId = submissionId, Hash = hash });

    /// <summary>What must all be found: the words between blanks. Nothing for a text without words.</summary>
    public IEnumerable<byte[]> HashesOf(string? typed) => Hashes((typed ?? "").Split(Blanks, StringSplitOptions.RemoveEmptyEntries), MaxTyped);

    private IEnumerable<byte[]> Hashes(IEnumerable<string> words, int most) =>
        words.Select(Folded).Where(w => w.Length is > 0 and <= MaxLength).Distinct().Take(most).Select(w => keys.IndexHash("search", Encoding.UTF8.GetBytes(w))[..HashBytes]);

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
