using System.Collections.Frozen;

namespace ElectronicApplication.Pdf.Layout;

/// <summary>
/// Letters that some keyboards and file systems write as a letter and a mark. Only kana and the accents of European names: compatibility
/// ideographs must stay what they are, and without ICU (<c>InvariantGlobalization</c>) <see cref="string.Normalize()"/> composes nothing.
/// </summary>
internal static class Compositions
{
    private static readonly FrozenDictionary<(char, char), char> Pairs = Read(
    [
        ('\u3099', "かきくけこさしすせそたちつてとはひふへほうゝカキクケコサシスセソタチツテトハヒフヘホウワヰヱヲヽ", "がぎぐげござじずぜぞだぢづでどばびぶべぼゔゞガギグゲゴザジズゼゾダヂヅデドバビブベボヴヷヸヹヺヾ"),
        ('\u309A', "はひふへほハヒフヘホ", "ぱぴぷぺぽパピプペポ"),
        ('\u0300', "AEIOUaeiou", "ÀÈÌÒÙàèìòù"),
        ('\u0301', "AEIOUYCLNRSZaeiouyclnrsz", "ÁÉÍÓÚÝĆĹŃŔŚŹáéíóúýćĺńŕśź"),
        ('\u0302', "AEIOUCGHJSWYaeioucghjswy", "ÂÊÎÔÛĈĜĤĴŜŴŶâêîôûĉĝĥĵŝŵŷ"),
        ('\u0303', "ANOIUanoiu", "ÃÑÕĨŨãñõĩũ"),
        ('\u0304', "AEIOUaeiou", "ĀĒĪŌŪāēīōū"),
        ('\u0306', "AEGIOUaegiou", "ĂĔĞĬŎŬăĕğĭŏŭ"),
        ('\u0307', "CEGIZcegz", "ĊĖĠİŻċėġż"),
        ('\u0308', "AEIOUYaeiouy", "ÄËÏÖÜŸäëïöüÿ"),
        ('\u030A', "AUau", "ÅŮåů"),
        ('\u030B', "OUou", "ŐŰőű"),
        ('\u030C', "CDENRSTZcdenrstz", "ČĎĚŇŘŠŤŽčďěňřšťž"),
        ('\u0327', "CGKLNRSTcgklnrst", "ÇĢĶĻŅŖŞŢçģķļņŗşţ"),
        ('\u0328', "AEIUaeiu", "ĄĘĮŲąęįų"),
    ]);

    /// <summary>The one letter for a letter and its mark, or null.</summary>
    public static int? Of(ReadOnlySpan<char> sequence) =>
        sequence.Length == 2 && Pairs.TryGetValue((sequence[0], sequence[1]), out var composed) ? composed : null;

    private static FrozenDictionary<(char, char), char> Read((char Mark, string Bases, string Composed)[] rows) => rows
        .SelectMany(r => r.Bases.Zip(r.Composed, (letter, composed) => KeyValuePair.Create((letter, r.Mark), composed)))
        .ToFrozenDictionary();
}
