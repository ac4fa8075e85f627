namespace ElectronicApplication.Jpki;

/// <summary>基本4情報 as the resident register held them when the certificate was issued.</summary>
/// <param name="Name">氏名, family and given name separated by U+3000.</param>
/// <param name="NameHasSubstitutes">Some character of the name is a substitute: an exact comparison is impossible, a person must look.</param>
/// <param name="Address">住所, from the prefecture, without postcode.</param>
/// <param name="AddressHasSubstitutes">As for the name.</param>
/// <param name="BirthDate">生年月日, Gregorian.</param>
/// <param name="Sex">性別.</param>
public sealed record HolderAttributes(
    string Name, bool NameHasSubstitutes, string Address, bool AddressHasSubstitutes, DateOnly BirthDate, Sex Sex);

/// <summary>The numbers are those of ISO/IEC 5218.</summary>
public enum Sex
{
    Unknown = 0,
    Male = 1,
    Female = 2,
    NotApplicable = 9,
}
