namespace ElectronicApplication.Forms.Mapping;

/// <summary>The data of one submission could not be made. Nothing is sent then, for holes would be worse.</summary>
/// <param name="reasonJa">Names the item, never a value: it stands in logs and on the operator's console.</param>
public sealed class MappingException(string system, string reasonJa, string reasonEn) : Exception($"The mapping for '{system}' failed: {reasonEn}")
{
    public string System => system;

    public string ReasonJa => reasonJa;

    public string ReasonEn => reasonEn;

    internal static MappingException TooMuchWork(string system) => new(system,
        "送るデータを作る計算が多すぎます。式を簡単にするか、繰り返しを減らしてください。", "Making the data takes too much work. Make the expressions simpler, or repeat less.");
}

/// <summary>What keeps one item from being made; the target adds which system is meant.</summary>
internal sealed class ItemException(string reasonJa, string reasonEn) : Exception(reasonEn)
{
    public string ReasonJa => reasonJa;
}
