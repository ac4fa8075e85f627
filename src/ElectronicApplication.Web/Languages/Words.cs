using System.Collections.Frozen;
using System.Globalization;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Web;

/// <summary>One sentence of the pages in the other languages. What is null stands in Japanese.</summary>
public sealed record Phrase(string Ja, string? Easy, string? En);

/// <summary>The sentences of one project; each folder of pages keeps its own beside them.</summary>
public sealed record Phrases(IReadOnlyList<Phrase> All);

/// <summary>The words for each language, made once of all the phrases that the program's parts register.</summary>
public sealed class PhraseBook(IEnumerable<Phrases> phrases)
{
    private readonly FrozenDictionary<string, Words> _words = Make(phrases.SelectMany(p => p.All).DistinctBy(p => p.Ja).ToFrozenDictionary(p => p.Ja));

    public Words For(string language) => _words.GetValueOrDefault(language) ?? _words[Languages.Japanese];

    private static FrozenDictionary<string, Words> Make(FrozenDictionary<string, Phrase> book) => Languages.All.ToFrozenDictionary(l => l.Code, l => new Words(l.Code, book));
}

/// <summary>
/// What a page says in the language that the person chose. Pages are written in Japanese, and ask here for what the sentence is in that language;
/// a sentence without a translation stands as it was written.
/// </summary>
public sealed class Words
{
    private readonly FrozenDictionary<string, Phrase> _book;

    /// <summary>The words as the pages are written: for staff.</summary>
    public static Words Japanese { get; } = new(Languages.Japanese, FrozenDictionary<string, Phrase>.Empty);

    internal Words(string language, FrozenDictionary<string, Phrase> book) => (Language, _book) = (language, book);

    public string Language { get; }

    /// <summary>For the <c>lang</c> attribute: やさしい日本語 is Japanese to a screen reader.</summary>
    public string Tag => IsEnglish ? "en" : "ja";

    public bool IsEnglish => Language == Languages.English;

    public string this[string japanese] => _book.GetValueOrDefault(japanese) is { } phrase ? (IsEnglish ? phrase.En : Language == Languages.Easy ? phrase.Easy : null) ?? japanese : japanese;

    /// <summary>A sentence with places {0}, {1} ... in it.</summary>
    public string this[string japanese, params object?[] values] => string.Format(CultureInfo.InvariantCulture, this[japanese], values);

    /// <summary>Words of a definition.</summary>
    public string this[LocalizedText text] => text.For(Language);

    public string this[AnswerIssue issue] => IsEnglish ? issue.MessageEn : Language == Languages.Easy ? issue.MessageEasy : issue.Message;

    public string this[Error error] => IsEnglish ? error.MessageEn : error.Message;

    public string this[FieldError error] => IsEnglish ? error.MessageEn : error.Message;

    /// <summary>300円, ¥300</summary>
    public string Yen(decimal yen) => yen.ToString("N0", CultureInfo.InvariantCulture) is var number && IsEnglish ? "¥" + number : number + "円";

    /// <summary>2026年11月21日 14時05分, 21 November 2026, 14:05 (in Japan)</summary>
    public string Moment(DateTime utc) => IsEnglish ? JapaneseDates.MomentInEnglish(utc) : JapaneseDates.Moment(utc);

    public string Short(DateOnly date) => IsEnglish ? JapaneseDates.English(date) : JapaneseDates.Short(date);

    /// <summary>With the year of the era, where the language knows eras.</summary>
    public string Long(DateOnly date) => IsEnglish ? JapaneseDates.English(date) : JapaneseDates.Long(date);
}
