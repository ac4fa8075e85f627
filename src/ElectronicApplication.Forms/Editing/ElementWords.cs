using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Editing;

/// <summary>How elements are called in a sentence.</summary>
public static class ElementWords
{
    /// <summary>項目「氏名」, or 項目「氏名」ほか2個.</summary>
    internal static (string Ja, string En) Of(IEnumerable<(JsonObject Json, string Ja, string En)> elements)
    {
        var all = elements.ToList();
        var (json, ja, en) = all[0];
        return all.Count == 1
            ? ($"{ja}「{json.Ja()}」", $"the {en} “{json.En()}”")
            : ($"{ja}「{json.Ja()}」ほか{all.Count - 1}個", $"the {en} “{json.En()}” and {all.Count - 1} more");
    }

    /// <summary>Whose a property is: 「氏名」, 手続, 表「手数料」.</summary>
    public static (string Ja, string En) Owner(string target, JsonObject json) => target switch
    {
        "procedure" => ("手続", "the procedure"),
        "mapping" => ("連携", "the hand-over"),
        _ when target.StartsWith("page/", StringComparison.Ordinal) => ($"ページ「{json.Ja()}」", $"the page “{json.En()}”"),
        _ when target.StartsWith("table/", StringComparison.Ordinal) => ($"表「{json.Ja()}」", $"the table “{json.En()}”"),
        _ => ($"「{json.Ja()}」", $"“{json.En()}”"),
    };
}
