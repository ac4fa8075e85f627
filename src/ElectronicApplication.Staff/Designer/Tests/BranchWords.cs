using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ElectronicApplication.Core.Designs;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Forms.Generation;

namespace ElectronicApplication.Staff.Designer.Tests;

/// <summary>A way that the form can go, in words: 「長さ」を表示する.</summary>
internal static partial class BranchWords
{
    public static string Of(DefinitionTree tree, BranchOutcome branch)
    {
        var (element, key) = PlacedProblem.Place(tree, branch.File, branch.Path);
        var (owner, yes) = (DesignPlaces.Owner(tree, element), branch.Outcome);
        var nth = Nth().Match(branch.Path) is { Success: true } index ? int.Parse(index.Groups[1].Value, CultureInfo.InvariantCulture) : (int?)null;
        if (nth is { } number)
            return $"{(element == "procedure" ? Formula(key) : $"{owner}の計算")}の{number}番目の場合に{(yes ? "当てはまる" : "当てはまらない")}";
        if (element.StartsWith("table/", StringComparison.Ordinal))
            return $"{owner}の{Index(key) + 1}行目に当てはまる";
        return key switch
        {
            "visible" => $"{owner}を表示{(yes ? "する" : "しない")}",
            "required" => $"{owner}を必須に{(yes ? "する" : "しない")}",
            "readOnly" => $"{owner}を変更{(yes ? "できない" : "できる")}",
            _ when key.StartsWith("valid", StringComparison.Ordinal) => $"{owner}の受け付ける条件{Index(key) + 1}を{(yes ? "満たす" : "満たさない")}",
            _ when key.StartsWith("options", StringComparison.Ordinal) => $"{owner}の選択肢「{Option(tree, element, Index(key))}」を{(yes ? "出す" : "出さない")}",
            _ => $"{DesignPlaces.Words(tree, element, key)}が{(yes ? "成り立つ" : "成り立たない")}",
        };
    }

    private static string Formula(string key) => key.StartsWith("routing", StringComparison.Ordinal) ? "割り振りの式" : "手数料の式";

    private static string Option(DefinitionTree tree, string element, int index) =>
        ElementJson.Find(tree, element)?["options"] is JsonArray options && index < options.Count ? DesignTexts.Japanese(options[index]?["label"]) : $"{index + 1}番目";

    private static int Index(string key) => First().Match(key) is { Success: true } index ? int.Parse(index.Groups[1].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\[(\d{1,6})\]")]
    private static partial Regex First();

    [GeneratedRegex(@" \(if (\d{1,6})\)$")]
    private static partial Regex Nth();
}
