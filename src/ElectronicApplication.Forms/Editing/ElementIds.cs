using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Editing;

/// <summary>Which ids an element may have.</summary>
internal static class ElementIds
{
    public static bool IsReserved(string id) => FormCompiler.Reserved.Contains(id);

    /// <exception cref="DefinitionException">It is none, or means something else in expressions.</exception>
    public static void Check(string id, string path)
    {
        if (!FormCompiler.IsId(id))
            throw new DefinitionException(path,
                $"識別名「{(id.Length > 64 ? id[..64] + "…" : id)}」は使えません。英小文字で始め、英小文字・数字・下線（_）だけで 64 文字以内にしてください。",
                $"The id '{(id.Length > 64 ? id[..64] + "…" : id)}' cannot be used. Begin with a lower-case letter and use only lower-case letters, digits and _ (at most 64).");
        if (IsReserved(id))
            throw new DefinitionException(path,
                $"「{id}」は式の中で別の意味を持つため、識別名に使えません。別の名前にしてください。",
                $"'{id}' means something else in expressions. Choose another id.");
    }

    public static DefinitionException Taken(string id, string path, string otherJa, string otherEn) => new(
        [new DefinitionProblem(path, $"識別名「{id}」は{otherJa}で使われています。別の名前にしてください。", $"The id '{id}' is used by {otherEn}. Choose another.") { Code = "duplicate-id" }]);
}
