/** A user agent seen in the wild, and what must be read out of it. */
export interface UserAgentVector {
  what: string
  userAgent: string
  /** As describeEnvironment in userAgent.test.ts writes it. */
  reads: string
  /** Answers of the gate: `ok`, or the reason and the version that it asks for. */
  nativeLight: string
  nativeDigit: string
  plainDigit: string
  standaloneDigit: string
}

/**
 * Taken from public repositories and issue threads. The expectations were written by hand from the
 * strings; no code made them.
 */
export const userAgentVectors: readonly UserAgentVector[] = [
  {
    what: 'Android, a current client',
    userAgent:
      'Mozilla/5.0 (Linux; Android 14; 22081212C Build/UKQ1.230917.001; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160175 MMWEBSDK/20240404 MMWEBID/7962 MicroMessenger/8.0.49.2600(0x2800313D) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64',
    reads: 'wechat, android 14.0.0, page, xweb 1160175, phone 8.0.49 build 61 by hex',
    nativeLight: 'ok',
    nativeDigit: 'ok',
    plainDigit: 'ok',
    standaloneDigit: 'ok',
  },
  {
    what: 'Android, the old numbering of XWEB',
    userAgent:
      'Mozilla/5.0 (Linux; Android 12; M2007J3SC Build/SKQ1.220303.001; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/86.0.4240.99 XWEB/3262 MMWEBSDK/20220204 Mobile Safari/537.36 MMWEBID/6170 MicroMessenger/8.0.20.2100(0x28001438) Process/toolsmp WeChat/arm32 Weixin NetType/WIFI Language/zh_CN ABI/arm64',
    reads: 'wechat, android 12.0.0, page, xweb 3262, phone 8.0.20 build 56 by hex',
    nativeLight: 'ok',
    nativeDigit: 'ok',
    plainDigit: 'ok',
    standaloneDigit: 'ok',
  },
  {
    what: 'Android over 4G',
    userAgent:
      'Mozilla/5.0 (Linux; Android 10; DT1901A Build/QKQ1.191222.002; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/107.0.5304.141 Mobile Safari/537.36 XWEB/5015 MMWEBSDK/20221206 MMWEBID/8573 MicroMessenger/8.0.32.2300(0x2800205D) WeChat/arm64 Weixin NetType/4G Language/zh_CN ABI/arm64',
    reads: 'wechat, android 10.0.0, page, xweb 5015, phone 8.0.32 build 93 by hex',
    nativeLight: 'ok',
    nativeDigit: 'ok',
    plainDigit: 'ok',
    standaloneDigit: 'ok',
  },
  {
    what: 'Android with a short tail',
    userAgent:
      'Mozilla/5.0 (Linux; Android 12; V2171A Build/SP1A.210812.003; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/86.0.4240.99 XWEB/4317 MMWEBSDK/20220805 Mobile Safari/537.36 MMWEBID/3736 MicroMessenger/8.0.27.2220(0x28001B59) WeChat/arm64',
    reads: 'wechat, android 12.0.0, page, xweb 4317, phone 8.0.27 build 89 by hex',
    nativeLight: 'ok',
    nativeDigit: 'ok',
    plainDigit: 'ok',
    standaloneDigit: 'ok',
  },
  {
    what: 'Android exactly at the minimum of light',
    userAgent:
      'Mozilla/5.0 (Linux; Android 8.1; EML-AL00 Build/HUAWEIEML-AL00; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/53.0.2785.143 Crosswalk/24.53.595.0 XWEB/358 MMWEBSDK/23 Mobile Safari/537.36 MicroMessenger/6.7.2.1340(0x2607023A) NetType/4G Language/zh_CN',
    reads: 'wechat, android 8.1.0, page, xweb 358, phone 6.7.2 build 58 by hex',
    nativeLight: 'ok',
    nativeDigit: 'ok',
    plainDigit: 'ok',
    standaloneDigit: 'ok',
  },
  {
    what: 'Android with the build in the place of the patch, the token twice',
    userAgent:
      'Mozilla/5.0 (Linux; Android 8.0; DUK-AL20 Build/HUAWEIDUK-AL20; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/53.0.2785.143 Crosswalk/24.53.595.0 XWEB/155 MMWEBSDK/21 Mobile Safari/537.36 MicroMessenger/6.7.1321(0x26070030) NetType/WIFI Language/zh_CN MicroMessenger/6.7.1321(0x26070030) NetType/WIFI Language/zh_CN',
    reads: 'wechat, android 8.0.0, page, xweb 155, phone 6.7.0 build 48 by hex',
    nativeLight: 'weChatTooOld 6.7.2',
    nativeDigit: 'ok',
    plainDigit: 'ok',
    standaloneDigit: 'ok',
  },
  {
    what: 'Android with the X5 kernel',
    userAgent:
      'Mozilla/5.0 (Linux; Android 8.1; PAR-AL00 Build/HUAWEIPAR-AL00; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/57.0.2987.132 MQQBrowser/6.2 TBS/044304 Mobile Safari/537.36 MicroMessenger/6.7.3.1360(0x26070333) NetType/WIFI Language/zh_CN Process/tools',
    reads: 'wechat, android 8.1.0, page, x5 044304, phone 6.7.3 build 51 by hex',
    nativeLight: 'ok',
    nativeDigit: 'ok',
    plainDigit: 'ok',
    standaloneDigit: 'ok',
  },
  {
    what: 'Android exactly at the minimum of digits, without hex',
    userAgent:
      'Mozilla/5.0 (Linux; Android 6.0; M5 Note Build/MRA58K; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/53.0.2785.49 Mobile MQQBrowser/6.2 TBS/043202 Safari/537.36 MicroMessenger/6.5.4.1000 NetType/WIFI Language/en',
    reads: 'wechat, android 6.0.0, page, x5 043202, phone 6.5.4 build 1000 by text',
    nativeLight: 'weChatTooOld 6.7.2',
    nativeDigit: 'ok',
    plainDigit: 'ok',
    standaloneDigit: 'ok',
  },
  {
    what: 'a mini program on Android',
    userAgent:
      'Mozilla/5.0 (Linux; Android 15; NX769J Build/AQ3A.240812.002; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/142.0.7444.173 Mobile Safari/537.36 XWEB/1420283 MMWEBSDK/20250904 MMWEBID/1468 MicroMessenger/8.0.64.2940(0x28004050) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64 MiniProgramEnv/android',
    reads:
      'wechat, android 15.0.0, miniprogram-service, xweb 1420283, phone 8.0.64 build 80 by hex',
    nativeLight: 'miniProgram',
    nativeDigit: 'miniProgram',
    plainDigit: 'miniProgram',
    standaloneDigit: 'ok',
  },
  {
    what: 'a mini program on an older Android client',
    userAgent:
      'Mozilla/5.0 (Linux; Android 10; MI 8 Build/QKQ1.190828.002; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.6478.188 Mobile Safari/537.36 XWEB/1260117 MMWEBSDK/20240501 MMWEBID/3169 MicroMessenger/8.0.50.2701(0x2800325B) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64 MiniProgramEnv/android',
    reads:
      'wechat, android 10.0.0, miniprogram-service, xweb 1260117, phone 8.0.50 build 91 by hex',
    nativeLight: 'miniProgram',
    nativeDigit: 'miniProgram',
    plainDigit: 'miniProgram',
    standaloneDigit: 'ok',
  },
  {
    what: 'a web-view in a mini program on Android',
    userAgent:
      'Mozilla/5.0 (Linux; Android 10; ONEPLUS A5000 Build/QKQ1.191014.012; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/111.0.5563.116 Mobile Safari/537.36 XWEB/1110005 MMWEBSDK/20230805 MMWEBID/4650 MicroMessenger/8.0.42.2460(0x28002A58) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64 miniProgram/wxcb459ae1e3e8f9f2',
    reads:
      'wechat, android 10.0.0, miniprogram-webview, xweb 1110005, phone 8.0.42 build 88 by hex',
    nativeLight: 'miniProgram',
    nativeDigit: 'miniProgram',
    plainDigit: 'miniProgram',
    standaloneDigit: 'ok',
  },
  {
    what: 'a web-view on Android, the build of Google Play',
    userAgent:
      'Mozilla/5.0 (Linux; Android 10; MIX 2S Build/QKQ1.190828.002; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/86.0.4240.99 XWEB/3171 MMWEBSDK/20211202 Mobile Safari/537.36 MMWEBID/5331 MicroMessenger/8.0.18.2062(0x28001241) Process/appbrand2 WeChat/arm64 Weixin GPVersion/1 NetType/4G Language/zh_CN ABI/arm64 miniProgram/wx9af32b509e88340c',
    reads: 'wechat, android 10.0.0, miniprogram-webview, xweb 3171, phone 8.0.18 build 65 by hex',
    nativeLight: 'miniProgram',
    nativeDigit: 'miniProgram',
    plainDigit: 'miniProgram',
    standaloneDigit: 'ok',
  },
  {
    what: 'HarmonyOS 2, which looks like Android',
    userAgent:
      'Mozilla/5.0 (Linux; Android 10; YAL-AL10 Build/HUAWEIYAL-AL10; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/86.0.4240.99 XWEB/3185 MMWEBSDK/20220105 Mobile Safari/537.36 MMWEBID/553 MicroMessenger/8.0.19.2080(0x28001368) Process/toolsmp WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64',
    reads: 'wechat, android 10.0.0, page, xweb 3185, phone 8.0.19 build 104 by hex',
    nativeLight: 'ok',
    nativeDigit: 'ok',
    plainDigit: 'ok',
    standaloneDigit: 'ok',
  },
  {
    what: 'HarmonyOS NEXT 5.1, with two blanks',
    userAgent:
      'Mozilla/5.0 (Phone; OpenHarmony 5.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36  ArkWeb/4.1.6.1 Mobile MicroMessenger/8.0.9.39(0xf3100927) Weixin NetType/WIFI Language/zh_CN MMWEBID/2777 MMWEBSDK/202507060011 XWEB/1140307',
    reads: 'wechat, harmony 5.1.0, page, arkweb 4.1.6.1, harmony 8.0.9 build 39',
    nativeLight: 'ok',
    nativeDigit: 'ok',
    plainDigit: 'ok',
    standaloneDigit: 'ok',
  },
  {
    what: 'HarmonyOS NEXT 5.0',
    userAgent:
      'Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile MicroMessenger/8.0.10.41(0xf3100a29) Weixin NetType/WIFI Language/zh_HK MMWEBID/2907 MMWEBSDK/202508070004 XWEB/1140319',
    reads: 'wechat, harmony 5.0.0, page, arkweb 4.1.6.1, harmony 8.0.10 build 41',
    nativeLight: 'ok',
    nativeDigit: 'ok',
    plainDigit: 'ok',
    standaloneDigit: 'ok',
  },
  {
    what: 'iOS',
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 16_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49(0x18003137) NetType/WIFI Language/zh_CN',
    reads: 'wechat, ios 16.3.0, page, webkit 605.1.15, phone 8.0.49 build 55 by hex',
    nativeLight: 'ok',
    nativeDigit: 'ok',
    plainDigit: 'ok',
    standaloneDigit: 'ok',
  },
  {
    what: 'iOS with lower-case hex',
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49(0x1800312a) NetType/4G Language/zh_CN',
    reads: 'wechat, ios 17.4.1, page, webkit 605.1.15, phone 8.0.49 build 42 by hex',
    nativeLight: 'ok',
    nativeDigit: 'ok',
    plainDigit: 'ok',
    standaloneDigit: 'ok',
  },
  {
    what: 'iOS 12 with a WeChat that is new enough',
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 12_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/16A366 MicroMessenger/6.7.3(0x16070321) NetType/WIFI Language/zh_CN',
    reads: 'wechat, ios 12.0.0, page, webkit 605.1.15, phone 6.7.3 build 33 by hex',
    nativeLight: 'systemTooOld 14.3',
    nativeDigit: 'systemTooOld 14.3',
    plainDigit: 'ok',
    standaloneDigit: 'ok',
  },
  {
    what: 'iOS 12 without hex',
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 12_1_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/16C101 MicroMessenger/6.7.1 NetType/WIFI Language/zh_CN',
    reads: 'wechat, ios 12.1.2, page, webkit 605.1.15, phone 6.7.1 by text',
    nativeLight: 'weChatTooOld 6.7.2',
    nativeDigit: 'systemTooOld 14.3',
    plainDigit: 'ok',
    standaloneDigit: 'ok',
  },
  {
    what: 'iOS 10, above the minimum of digits',
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 10_3_3 like Mac OS X) AppleWebKit/603.3.8 (KHTML, like Gecko) Mobile/14G60 MicroMessenger/6.5.18 NetType/WIFI Language/en',
    reads: 'wechat, ios 10.3.3, page, webkit 603.3.8, phone 6.5.18 by text',
    nativeLight: 'weChatTooOld 6.7.2',
    nativeDigit: 'systemTooOld 14.3',
    plainDigit: 'ok',
    standaloneDigit: 'ok',
  },
  {
    what: 'a web-view on iOS',
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.31(0x18001f2f) NetType/WIFI Language/zh_CN miniProgram/wx73247c7819d61796',
    reads: 'wechat, ios 15.0.0, miniprogram-webview, webkit 605.1.15, phone 8.0.31 build 47 by hex',
    nativeLight: 'miniProgram',
    nativeDigit: 'miniProgram',
    plainDigit: 'miniProgram',
    standaloneDigit: 'ok',
  },
  {
    what: 'a web-view on iOS, the newest client seen',
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_2_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.76(0x18004c24) NetType/WIFI Language/zh_CN miniProgram/wx2c1c63e28bb33be1',
    reads: 'wechat, ios 17.2.1, miniprogram-webview, webkit 605.1.15, phone 8.0.76 build 36 by hex',
    nativeLight: 'miniProgram',
    nativeDigit: 'miniProgram',
    plainDigit: 'miniProgram',
    standaloneDigit: 'ok',
  },
  {
    what: 'old Windows',
    userAgent:
      'Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/39.0.2171.95 Safari/537.36 MicroMessenger/6.5.2.501 NetType/WIFI WindowsWechat',
    reads: 'wechat, windows 6.1.0, page, blink 39.0.2171.95, desktop unknown',
    nativeLight: 'desktop',
    nativeDigit: 'desktop',
    plainDigit: 'desktop',
    standaloneDigit: 'desktop',
  },
  {
    what: 'Windows, two user agents in one',
    userAgent:
      'Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/53.0.2785.116 Safari/537.36 QBCore/4.0.1219.400 QQBrowser/9.0.2524.400 Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/39.0.2171.95 Safari/537.36 MicroMessenger/6.5.2.501 NetType/WIFI WindowsWechat',
    reads: 'wechat, windows 6.1.0, page, blink 39.0.2171.95, desktop unknown',
    nativeLight: 'desktop',
    nativeDigit: 'desktop',
    plainDigit: 'desktop',
    standaloneDigit: 'desktop',
  },
  {
    what: 'a mini program on old Windows',
    userAgent:
      'Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/53.0.2785.143 Safari/537.36 MicroMessenger/7.0.9.501 NetType/WIFI MiniProgramEnv/Windows WindowsWechat',
    reads: 'wechat, windows 6.1.0, miniprogram-service, blink 53.0.2785.143, desktop unknown',
    nativeLight: 'desktop',
    nativeDigit: 'desktop',
    plainDigit: 'desktop',
    standaloneDigit: 'desktop',
  },
  {
    what: 'a mini program on Windows 4.x',
    userAgent:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/132.0.0.0 Safari/537.36 MicroMessenger/7.0.20.1781(0x6700143B) NetType/WIFI MiniProgramEnv/Windows WindowsWechat/WMPF WindowsWechat(0x63090a13) UnifiedPCWindowsWechat(0xf2541518) XWEB/17071',
    reads: 'wechat, windows 10.0.0, miniprogram-service, xweb 17071, desktop 4.1.5',
    nativeLight: 'desktop',
    nativeDigit: 'desktop',
    plainDigit: 'desktop',
    standaloneDigit: 'desktop',
  },
  {
    what: 'a web-view on Windows 4.x',
    userAgent:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/132.0.0.0 Safari/537.36 MicroMessenger/7.0.20.1781(0x6700143B) NetType/WIFI MiniProgramEnv/Windows WindowsWechat/WMPF WindowsWechat(0x63090a13) UnifiedPCWindowsWechat(0xf254162e) XWEB/18163 miniProgram/wxde8ac0a21135c07d',
    reads: 'wechat, windows 10.0.0, miniprogram-webview, xweb 18163, desktop 4.1.6',
    nativeLight: 'desktop',
    nativeDigit: 'desktop',
    plainDigit: 'desktop',
    standaloneDigit: 'desktop',
  },
  {
    what: 'Mac, which also says WindowsWechat',
    userAgent:
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_16) AppleWebKit/605.1.15 (KHTML, like Gecko) MicroMessenger/6.8.0(0x16080000) MacWechat/3.0.1(0x13000110) NetType/WIFI WindowsWechat',
    reads: 'wechat, mac 10.16.0, page, webkit 605.1.15, desktop 3.0.1',
    nativeLight: 'desktop',
    nativeDigit: 'desktop',
    plainDigit: 'desktop',
    standaloneDigit: 'desktop',
  },
  {
    what: 'a mini program on Mac',
    userAgent:
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/132.0.0.0 Safari/537.36 MicroMessenger/7.0.20.1781(0x6700143B) NetType/WIFI MiniProgramEnv/Mac MacWechat/WMPF MacWechat/3.8.7(0x13080712) UnifiedPCMacWechat(0xf2641210) XWEB/16816',
    reads: 'wechat, mac 10.15.7, miniprogram-service, xweb 16816, desktop 4.1.2',
    nativeLight: 'desktop',
    nativeDigit: 'desktop',
    plainDigit: 'desktop',
    standaloneDigit: 'desktop',
  },
  {
    what: 'Linux, which also says WindowsWechat',
    userAgent:
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 MicroMessenger/7.0.20.1781(0x6700143B) NetType/WIFI MiniProgramEnv/Windows WindowsWechat/WMPF WindowsWechat(0x63090a13) UnifiedPCLinuxWechat(0xf2741107) XWEB/14978',
    reads: 'wechat, linux unknown, miniprogram-service, xweb 14978, desktop 4.1.1',
    nativeLight: 'desktop',
    nativeDigit: 'desktop',
    plainDigit: 'desktop',
    standaloneDigit: 'desktop',
  },
  {
    what: 'WeCom on iOS',
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)  Mobile/15E148 wxwork/4.1.30 MicroMessenger/7.0.1 Language/zh ColorScheme/Light wwmver/3.26.13.714',
    reads: 'wecom 4.1.30, ios 18.0.0, page, webkit 605.1.15',
    nativeLight: 'wecom',
    nativeDigit: 'wecom',
    plainDigit: 'wecom',
    standaloneDigit: 'ok',
  },
  {
    what: 'WeCom on Android',
    userAgent:
      'Mozilla/5.0 (Linux; Android 15; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.6723.86 Mobile Safari/537.36 wxwork/4.1.36 MicroMessenger/7.0.1 NetType/4G Language/zh Lang/zh ColorScheme/Dark wwmver/3.26.36.632',
    reads: 'wecom 4.1.36, android 15.0.0, page, blink 130.0.6723.86',
    nativeLight: 'wecom',
    nativeDigit: 'wecom',
    plainDigit: 'wecom',
    standaloneDigit: 'ok',
  },
  {
    what: 'WeCom on Windows',
    userAgent:
      'Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/107.0.5304.110 Safari/537.36 Language/zh wxwork/4.1.10 (MicroMessenger/6.2) WindowsWechat  MailPlugin_Electron WeMail embeddisk',
    reads: 'wecom 4.1.10, windows 10.0.0, page, blink 107.0.5304.110',
    nativeLight: 'wecom',
    nativeDigit: 'wecom',
    plainDigit: 'wecom',
    standaloneDigit: 'ok',
  },
  {
    what: 'DevTools',
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.0 Mobile/15E148 Safari/604.1 wechatdevtools/1.06.2504010 MicroMessenger/8.0.5 Language/zh_CN webview/ sessionid/3',
    reads: 'devtools, ios 15.0.0, page, webkit 605.1.15',
    nativeLight: 'devtools',
    nativeDigit: 'devtools',
    plainDigit: 'devtools',
    standaloneDigit: 'ok',
  },
  {
    what: 'older DevTools',
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 10_3_1 like Mac OS X) AppleWebKit/603.1.3 (KHTML, like Gecko) Version/10.0 Mobile/14E304 Safari/602.1 wechatdevtools/1.06.2308310 MicroMessenger/8.0.5 Language/zh_CN webview/',
    reads: 'devtools, ios 10.3.1, page, webkit 603.1.3',
    nativeLight: 'devtools',
    nativeDigit: 'devtools',
    plainDigit: 'devtools',
    standaloneDigit: 'ok',
  },
  {
    what: 'the browser of HarmonyOS NEXT',
    userAgent:
      'Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile',
    reads: 'other, harmony 5.0.0, page, arkweb 4.1.6.1',
    nativeLight: 'notWeChat',
    nativeDigit: 'notWeChat',
    plainDigit: 'notWeChat',
    standaloneDigit: 'ok',
  },
  {
    what: "Huawei's browser on HarmonyOS 2",
    userAgent:
      'Mozilla/5.0 (Linux; Android 10; HarmonyOS; YAL-AL10; HMSCore 6.3.0.327; GMSCore 21.48.15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/92.0.4515.105 HuaweiBrowser/12.0.3.310 Mobile Safari/537.36',
    reads: 'other, android 10.0.0, page, blink 92.0.4515.105',
    nativeLight: 'notWeChat',
    nativeDigit: 'notWeChat',
    plainDigit: 'notWeChat',
    standaloneDigit: 'ok',
  },
  {
    what: 'QQ browser',
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 11_2 like Mac OS X) AppleWebKit/604.3.5 (KHTML, like Gecko) Version/11.0 MQQBrowser/8.8.2 Mobile/15B87 Safari/604.1 MttCustomUA/2 QBWebViewType/1 WKType/1',
    reads: 'other, ios 11.2.0, page, webkit 604.3.5',
    nativeLight: 'notWeChat',
    nativeDigit: 'notWeChat',
    plainDigit: 'notWeChat',
    standaloneDigit: 'ok',
  },
]
