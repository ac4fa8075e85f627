namespace ElectronicApplication.Feel.Syntax;

internal enum FeelTokenKind { Name, Number, String, At, Symbol, End }

/// <param name="Text">Name or symbol as written; for a string its content without quotes and escapes; for a number its digits.</param>
internal readonly record struct FeelToken(FeelTokenKind Kind, FeelSpan Span, string Text)
{
    public bool Is(string symbol) => Kind == FeelTokenKind.Symbol && Text == symbol;

    public bool IsWord(string word) => Kind == FeelTokenKind.Name && Text == word;
}
