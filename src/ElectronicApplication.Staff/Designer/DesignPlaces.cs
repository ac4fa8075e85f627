using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ElectronicApplication.Core.Designs;
using ElectronicApplication.Forms.Editing;

namespace ElectronicApplication.Staff.Designer;

/// <summary>The elements of a definition in words, and the page on which each is edited.</summary>
internal static partial class DesignPlaces
{
    /// <summary>Where the element is edited: "field/item_kind", "table/fee", "procedure", "mapping", "sample/accepted-1.json".</summary>
    /// <param name="revision">The one to look at, on the pages that can show an earlier one; null for the head.</param>
    public static string Url(string code, string element, string key = "", int? revision = null)
    {
        var home = EditorPlace.Home(code);
        var query = revision is { } number ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"revision={number}") : "";
        var (kind, id) = element.IndexOf('/') is var slash and > 0 ? (element[..slash], element[(slash + 1)..]) : (element, "");
        return kind switch
        {
            "page" or "field" => $"{home}?at={Uri.EscapeDataString(element)}{(query.Length > 0 ? "&" + query : "")}#panel",
            "table" => $"{home}/tables/{Uri.EscapeDataString(id)}",
            "procedure" when Template().Match(key) is { Success: true } template => $"{home}/documents/{int.Parse(template.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) + 1}",
            "procedure" when key == "documents" => $"{home}/documents",
            "procedure" => $"{home}/settings{(key.Length > 0 ? "#" + Setting(FirstKey().Match(key).Value) : "")}",
            "mapping" => Target().Match(key) is { Success: true } target ? $"{home}/mapping/{target.Groups[1].Value}" : $"{home}/mapping",
            "sample" => $"{home}/tests{(query.Length > 0 ? "?" + query : "")}{(id.Length > 0 ? "#sample-" + Uri.EscapeDataString(id) : "")}",
            _ => query.Length > 0 ? $"{home}?{query}" : home,
        };
    }

    /// <summary>「品物の種類」の表示の条件.</summary>
    public static string Words(DefinitionTree tree, string element, string key)
    {
        var owner = Owner(tree, element);
        return key.Length == 0 ? owner : owner.Length == 0 ? KeyPath(key) : $"{owner}の{KeyPath(key)}";
    }

    public static string Owner(DefinitionTree tree, string element)
    {
        var (kind, id) = element.IndexOf('/') is var slash and > 0 ? (element[..slash], element[(slash + 1)..]) : (element, "");
        if (ElementJson.Find(tree, element) is { } json)
            return ElementWords.Owner(element, json).Ja;
        return kind switch
        {
            "page" => $"ページ「{id}」", "field" => $"「{id}」", "table" => $"表「{id}」", "mapping" => "連携", "sample" => id.Length > 0 ? $"例「{id}」" : "例",
            _ => "",
        };
    }

    /// <summary>All pages and fields, for choosing one.</summary>
    public static IEnumerable<(string Element, string Label, bool IsPage)> All(DefinitionTree tree)
    {
        foreach (var page in Outline.Of(tree).Pages)
        {
            yield return ("page/" + page.Id, page.TitleJa, true);
            foreach (var field in page.Fields.SelectMany(f => f.Fields.Prepend(f)))
                yield return ("field/" + field.Id, field.LabelJa, false);
        }
    }

    /// <summary>The control of a setting, or the part of the page where it has several.</summary>
    private static string Setting(string key) => key switch
    {
        "office" or "keywords" or "category" => "s-" + key,
        "identityReason" => "s-reason",
        "identityLevel" => "s-identity",
        "acceptancePeriod" or "standardProcessingPeriod" => "s-period",
        "notices" => "s-notices",
        "decisionRoute" or "appeal" => "s-decision",
        "whatYouNeed" => "s-guide",
        "lifeEvents" => "s-finding",
        "surveyCodes" => "s-keeping",
        _ => "p-procedure-" + key,
    };

    /// <summary>options[2].label: 選択肢（3番目）の名前.</summary>
    private static string KeyPath(string key) => string.Join("の", Part().Matches(key).Select(part =>
        KeyWords.Ja(part.Groups[1].Value) + string.Concat(part.Groups[2].Captures.Select(index => $"（{int.Parse(index.Value, System.Globalization.CultureInfo.InvariantCulture) + 1}番目）"))));

    [GeneratedRegex(@"([A-Za-z_][\w-]*)(?:\[(\d{1,6})\])*")]
    private static partial Regex Part();

    [GeneratedRegex("^[A-Za-z]+")]
    private static partial Regex FirstKey();

    [GeneratedRegex(@"^documents\[(\d{1,6})\]")]
    private static partial Regex Template();

    [GeneratedRegex(@"^targets\[(\d{1,6})\]")]
    private static partial Regex Target();
}
