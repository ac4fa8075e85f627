using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Portal.Shell;

namespace ElectronicApplication.Portal.SignIn;

/// <summary>
/// How often one address may begin or end a sign-in: more than a whole office behind one address needs, far less than a program that tries would want
/// (ASVS 6.3.1). Wrong PINs are counted by the card itself.
/// </summary>
internal sealed class SignInLimit() : AddressLimit(120, new("too-many-sign-ins", ErrorKind.TooMany,
    "ログインの操作が続いたため、しばらくお待ちいただいています。1 分ほどたってから、もう一度お試しください。", "Too many sign-ins from this address. Wait a minute."));
