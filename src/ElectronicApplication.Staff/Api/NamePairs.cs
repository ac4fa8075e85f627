using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Staff.Api;

/// <summary>What names of another municipality are here, as a query says it: <c>their-office:our-office,another:ours</c>.</summary>
internal static class NamePairs
{
    private const int MaxLength = 8_000;

    public static Error Malformed { get; } = DesignStamps.Wrong("offices", "offices と systems は「相手の名前:こちらの名前」をカンマで区切って指定してください（同じ名前は一度だけ）。",
        "\"offices\" and \"systems\" are pairs \"theirs:ours\", separated by commas, each of their names once.");

    /// <summary>Null for what cannot be read.</summary>
    public static IReadOnlyDictionary<string, string>? Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return new Dictionary<string, string>();
        if (text.Length > MaxLength)
            return null;
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        return text.Split(',').All(pair => pair.Split(':') is [{ Length: > 0 } from, { Length: > 0 } to] && pairs.TryAdd(from.Trim(), to.Trim())) ? pairs : null;
    }
}
